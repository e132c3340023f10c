import type { FailureTable } from '../../words.ts';

/** An address that Reelkeep will not ask. */
export const addresses = {
  'address-invalid': ({ input }) => ({
    sentence: input.trim() === '' ? 'The address is empty.' : `“${input}” is not a web address.`,
    remedy: 'Enter an address such as https://api.example.com.',
  }),
  'address-not-https': ({ input }) => ({
    sentence: `“${input}” is not an https address.`,
    remedy: 'Use https://. Plain http:// works only for a server on this computer.',
  }),
  'address-private': ({ input }) => ({
    sentence: `“${input}” points into a private network.`,
    remedy: "Use a public address. For your safety, Reelkeep doesn't download from private ones.",
  }),
  'address-port': ({ input }) => ({
    sentence: `“${input}” uses a port that Reelkeep doesn't use through a proxy.`,
    remedy:
      'Such a file can be downloaded only without a system proxy. Reelkeep asks the provider for another link.',
  }),
} satisfies Partial<FailureTable>;
