/** Why providers are asked less often than usual. */
export type ThriftReason = 'battery-saver' | 'low-battery' | 'metered';
