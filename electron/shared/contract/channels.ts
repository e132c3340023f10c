/** The IPC channels, one each way. Apart from the contract, so that the preload carries no schemas. */
export const channels = { call: 'reelkeep:call', event: 'reelkeep:event' } as const;
