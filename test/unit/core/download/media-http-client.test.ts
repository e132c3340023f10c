import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { expect, test } from 'vitest';
import {
  privateAddressCode,
  publicOnly,
} from '../../../../electron/core/download/media-http-client.ts';

const open4 = { address: '93.184.215.14', family: 4 };
const open6 = { address: '2606:2800:21f:cb07:6820:80da:af6b:8b2c', family: 6 };
const home = { address: '192.168.1.1', family: 4 };
const mapped = { address: '::ffff:127.0.0.1', family: 6 };

function resolvingTo(...addresses: LookupAddress[]): LookupFunction {
  return (_hostname, _options, callback) => {
    callback(null, addresses);
  };
}

function ask(lookup: LookupFunction, all: boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    publicOnly(lookup)('files.example.com', { all }, (error, address, family) => {
      if (error === null) resolve(all ? address : { address, family });
      else reject(error);
    });
  });
}

test('public addresses pass, all of them or the first', async () => {
  expect(await ask(resolvingTo(open6, open4), true)).toEqual([open6, open4]);
  expect(await ask(resolvingTo(open6, open4), false)).toEqual(open6);
});

test('private addresses among public ones are left out', async () => {
  expect(await ask(resolvingTo(home, mapped, open4), true)).toEqual([open4]);
});

test.each([home, mapped, { address: '::1', family: 6 }, { address: '169.254.169.254', family: 4 }])(
  'a name that leads only to $address is refused',
  async (address) => {
    await expect(ask(resolvingTo(address), false)).rejects.toMatchObject({
      code: privateAddressCode,
    });
  },
);

test('a name that nobody knows stays unknown', async () => {
  const unknown: LookupFunction = (_hostname, _options, callback) => {
    callback(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), []);
  };
  await expect(ask(unknown, true)).rejects.toMatchObject({ code: 'ENOTFOUND' });
});
