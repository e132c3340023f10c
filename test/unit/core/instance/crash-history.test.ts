import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InFlightJournal } from '../../../../electron/core/instance/in-flight-journal.ts';
import { CrashHistory, shortRunMs } from '../../../../electron/core/instance/crash-history.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { idNumber } from '../../builders.ts';

let folder: string;
let store: MemoryStore;
let clock: ManualClock;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-run-'));
  store = new MemoryStore();
  clock = new ManualClock();
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The next start. Whatever ran before it is dead: only what it wrote is there. */
function start() {
  const inFlight = new InFlightJournal(join(folder, 'in-hand'));
  const record = new CrashHistory({ store, clock, log: silentLog, inFlight });
  record.begin();
  return { record, inFlight };
}

describe('the run record', () => {
  test('one bad end soon after the start is no crash loop, two in a row are', () => {
    expect(start().record.isCareful).toBe(false);
    expect(start().record.isCareful).toBe(false);
    expect(start().record.isCareful).toBe(true);
    expect(start().record.isCareful).toBe(true);
  });

  test('a quit ends a row of bad ends', () => {
    start();
    start();
    start().record.end();
    expect(start().record.isCareful).toBe(false);
  });

  test('a power cut after a long time is no crash of that kind', async () => {
    start();
    start();
    start().record.watch(); // the user has let it go on
    await clock.advance(shortRunMs);
    const { record } = start();
    expect(record.crashes).toBe(0);
    expect(record.isCareful).toBe(false);
  });

  test('what was in flight at a bad end is suspect, until it is processed without a crash', () => {
    const first = start();
    first.inFlight.begin(idNumber(1));
    first.inFlight.begin(idNumber(2));
    first.inFlight.end(idNumber(2));
    const second = start();
    expect(second.record.suspicionOf(idNumber(1))).toEqual({ crashes: 1, atMs: clock.now() });
    expect(second.record.suspicionOf(idNumber(2))).toBeUndefined();
    second.inFlight.begin(idNumber(1));
    const third = start();
    expect(third.record.suspicionOf(idNumber(1))).toMatchObject({ crashes: 2 });
    third.record.acquit(idNumber(1));
    expect(start().record.suspicionOf(idNumber(1))).toBeUndefined();
  });

  test('what was in flight at a quit is not suspect', () => {
    const { record, inFlight } = start();
    inFlight.begin(idNumber(1));
    record.end();
    expect(start().record.suspicionOf(idNumber(1))).toBeUndefined();
  });

  test('a record that is no record is an ordinary first start', () => {
    store.write('run', ['?']);
    expect(start().record.isCareful).toBe(false);
  });

  test('an id that was half written when the end came is nobody', () => {
    const { inFlight } = start();
    inFlight.begin(idNumber(1));
    expect(new InFlightJournal(join(folder, 'nothing-here')).leftovers()).toEqual([]);
    expect(inFlight.leftovers()).toEqual([idNumber(1)]);
  });
});
