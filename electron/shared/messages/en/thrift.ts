import type { ThriftReason } from '../../thrift-reason.ts';

/** What the status bar says while providers are asked less often. */
export const thrift: { readonly [R in ThriftReason]: string } = {
  'battery-saver': 'Battery saver: checking less often',
  'low-battery': 'Low battery: checking less often',
  metered: 'Metered connection: checking less often',
};
