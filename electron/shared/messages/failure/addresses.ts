import type { AddressFailure } from '../../failure.ts';

type Refused = Pick<AddressFailure, 'input'>;

/** The words for an address that Reelkeep will not ask. */
export const addressWords = {
  'address-invalid': ({ input }: Refused) => ({
    sentence: input.trim() === '' ? 'The address is empty.' : `“${input}” is not a web address.`,
    remedy: 'Enter an address such as https://api.example.com.',
  }),
  'address-not-https': ({ input }: Refused) => ({
    sentence: `“${input}” is not an https address.`,
    remedy: 'Use https://. Plain http:// works only for a server on this computer.',
  }),
  'address-private': ({ input }: Refused) => ({
    sentence: `“${input}” points into a private network.`,
    remedy: 'Use a public address. Reelkeep does not fetch from private ones, for your safety.',
  }),
  'address-port': ({ input }: Refused) => ({
    sentence: `“${input}” has a port that Reelkeep asks no proxy for.`,
    remedy:
      'Such a file is fetched only where the system has no proxy. Reelkeep asks the provider for another link.',
  }),
};
