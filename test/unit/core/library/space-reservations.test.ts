import { expect, test } from 'vitest';
import { SpaceReservations } from '../../../../electron/core/library/space-reservations.ts';

const megabyte = 1_000_000;
const limits = { reserveBytes: 500 * megabyte, guessedBytes: 20 * megabyte };

function aDisk(freeMegabytes: number | undefined) {
  const freeBytes = freeMegabytes === undefined ? undefined : freeMegabytes * megabyte;
  const canWrite = Promise.resolve({ ok: true, value: undefined } as const);
  return {
    root: { path: '/films' },
    freeBytes: () => Promise.resolve(freeBytes),
    tryWriting: () => canWrite,
  };
}

test('a transfer may leave the reserve free, to the byte', async () => {
  const space = new SpaceReservations(limits);
  const claim = space.reserve(aDisk(600));
  expect(await claim.request(100 * megabyte)).toBeUndefined();
  expect(await claim.request(100 * megabyte + 1)).toEqual({
    code: 'disk-reserve',
    path: '/films',
    freeBytes: 600 * megabyte,
    shortBytes: 1,
    keptBytes: 500 * megabyte,
    isForAll: false,
  });
});

test('what the others are still to bring is taken, until they end', async () => {
  const space = new SpaceReservations(limits);
  const disk = aDisk(600);
  const [one, other] = [space.reserve(disk), space.reserve(disk)];
  expect(await one.request(90 * megabyte)).toBeUndefined();
  expect(await other.request(20 * megabyte)).toMatchObject({
    isForAll: true,
    shortBytes: 10 * megabyte,
  });
  expect(await one.request(80 * megabyte)).toBeUndefined();
  expect(await other.request(20 * megabyte)).toBeUndefined();
  one.release();
  expect(await other.request(100 * megabyte)).toBeUndefined();
});

test('a shortage is over when what was short is free, or when a quota lets write again', async () => {
  const space = new SpaceReservations(limits);
  const shortage = await space.reserve(aDisk(510)).request(30 * megabyte);
  if (shortage?.code !== 'disk-reserve') expect.fail();
  expect(await space.isBack(aDisk(529), shortage)).toBe(false);
  expect(await space.isBack(aDisk(530), shortage)).toBe(true);
  const full = { code: 'disk-full', path: '/films' } as const;
  const failure = { ok: false, failure: full } as const;
  const overQuota = { ...aDisk(9000), tryWriting: () => Promise.resolve(failure) };
  expect(await space.isBack(overQuota, full)).toBe(false);
  expect(await space.isBack(aDisk(519), full)).toBe(false);
  expect(await space.isBack(aDisk(520), full)).toBe(true);
});

test('a file of unknown size is taken for a usual one', async () => {
  const space = new SpaceReservations(limits);
  expect(await space.reserve(aDisk(519)).request()).toMatchObject({ code: 'disk-reserve' });
  expect(await space.reserve(aDisk(520)).request()).toBeUndefined();
});

test('a disk that does not say how much is free is tried', async () => {
  expect(
    await new SpaceReservations(limits).reserve(aDisk(undefined)).request(1e15),
  ).toBeUndefined();
});
