import type { LookupFunction } from 'node:net';
import { isLoopbackAddress } from './ip-ranges.ts';

/** The code of the error for a name that leads where it may not. */
export const forbiddenAddressCode = 'ERR_PRIVATE_ADDRESS';

/**
 * Resolves a name to those of its addresses only that are accepted, and refuses one that has none. This
 * is the lookup the connection itself uses: a name that is checked first and resolved again later could
 * answer differently the second time (DNS rebinding).
 * @param wanted what the name has none of, for the error
 */
export function onlyTo(
  lookup: LookupFunction,
  accepts: (address: string) => boolean,
  wanted: string,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      // `all` brings a list; the callback's type covers both forms.
      const found = Array.isArray(addresses) ? addresses : [];
      const accepted = found.filter(({ address }) => accepts(address));
      const first = accepted[0];
      if (first === undefined) {
        const refusal = new Error(`${hostname} has no ${wanted} address.`);
        callback(Object.assign(refusal, { code: forbiddenAddressCode }), []);
      } else if (options.all === true) {
        callback(null, accepted);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

/**
 * For plain http, which never leaves this computer: `x.localhost` is a name that many resolvers ask the
 * network about.
 */
export function loopbackOnly(lookup: LookupFunction): LookupFunction {
  return onlyTo(lookup, isLoopbackAddress, 'local');
}
