import { expect, test } from 'vitest';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { Durations } from '../../../../electron/core/polling/durations.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { alephId, runwayId } from '../../builders.ts';

function someDurations(store = new MemoryStore()) {
  const clock = new ManualClock();
  const durations = new Durations({ store, clock, log: silentLog });
  durations.load();
  return { store, clock, durations };
}

test('the last two hundred durations of an endpoint are kept, and survive a restart', () => {
  const { store, durations } = someDurations();
  for (let n = 0; n < 250; n++) durations.add(runwayId, 30_000 + n);
  durations.add(alephId, 120_000);
  durations.flush();
  const again = someDurations(store).durations;
  expect(again.of(runwayId)).toHaveLength(200);
  expect(again.of(runwayId)[0]).toBe(30_050);
  expect(again.of(alephId)).toEqual([120_000]);
});

test('the record is written once in ten minutes at the most', async () => {
  const { store, clock, durations } = someDurations();
  for (let n = 0; n < 60; n++) {
    durations.add(runwayId, 40_000);
    await clock.advance(60_000);
  }
  expect(store.writes.length).toBeLessThanOrEqual(6);
});

test('nothing new, nothing written', () => {
  const { store, durations } = someDurations();
  durations.flush();
  expect(store.writes).toEqual([]);
});

test.each([0, -5, 999, Number.NaN, Infinity, 86_400_001])('%d ms is no duration', (durationMs) => {
  const { durations } = someDurations();
  expect(durations.add(runwayId, durationMs)).toBe(false);
  expect(durations.of(runwayId)).toEqual([]);
});

test('a document that makes no sense is a new start', () => {
  const store = new MemoryStore();
  store.write('durations', { endpoints: { runway: ['soon', null, 40_000, -1], aleph: [] } });
  expect(someDurations(store).durations.of(runwayId)).toEqual([40_000]);
  store.write('durations', [1, 2]);
  expect(someDurations(store).durations.of(runwayId)).toEqual([]);
});

test('a full disk costs some durations and nothing else', () => {
  const { store, durations } = someDurations();
  durations.add(runwayId, 40_000);
  store.refusal = new Error('ENOSPC');
  durations.flush();
  expect(durations.of(runwayId)).toEqual([40_000]);
});
