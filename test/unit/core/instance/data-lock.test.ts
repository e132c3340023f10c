import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../../electron/core/platform/clock.ts';
import { DataLock } from '../../../../electron/core/instance/data-lock.ts';
import { currentOwner } from '../../../../electron/core/instance/lock-owner.ts';
import { ManualClock } from '../../../fake/clock.ts';

const module = new URL('../../../../electron/core/instance/data-lock.ts', import.meta.url).href;
const program = `
  const { DataLock } = await import(${JSON.stringify(module)});
  const clock = { now: Date.now, after: () => () => {} };
  process.stdin.on('data', () => {
    const taken = DataLock.acquire({ folder: process.argv[1], clock });
    console.log(taken.ok ? 'mine' : 'taken by ' + taken.failure.holder.pid);
  });
  console.log('here');`;

let folder: string;
let children: ChildProcess[];

/** A process of its own that tries to take the lock when it is told to. */
async function aRival() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder]);
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    child,
    take: async (): Promise<string> => {
      child.stdin.write('now\n');
      const said = await lines.next();
      return String(said.value);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

function take(isForced = false) {
  return DataLock.acquire({ folder, clock: systemClock, isForced });
}

/** Leaves a claim behind, as another process would have. */
function leave(text: string, ageMs = 0): void {
  const path = join(folder, 'lock', 'claim-7.json');
  take();
  writeFileSync(path, text);
  const at = new Date(Date.now() - ageMs);
  utimesSync(path, at, at);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-lock-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

test('of twenty processes that start at once exactly one gets the folder; killed, the next one does', async () => {
  const rivals = await Promise.all(Array.from({ length: 20 }, aRival));
  const answers = await Promise.all(rivals.map(({ take: tryIt }) => tryIt()));
  const winners = rivals.filter((_, index) => answers[index] === 'mine');
  expect(winners).toHaveLength(1);
  const pid = winners[0]?.child.pid;
  expect(answers.filter((answer) => answer === `taken by ${String(pid)}`)).toHaveLength(19);

  expect(take()).toMatchObject({ ok: false, failure: { holder: { pid }, isUnsure: false } });
  await winners[0]?.kill();
  const heirs = rivals.filter((rival) => rival !== winners[0]);
  const later = await Promise.all(heirs.map(({ take: again }) => again()));
  expect(later.filter((answer) => answer === 'mine')).toHaveLength(1);
}, 60_000);

test('a folder that is given back can be taken again', () => {
  const first = take();
  expect(first.ok).toBe(true);
  expect(take().ok).toBe(false);
  if (first.ok) first.value.release();
  expect(take().ok).toBe(true);
});

test('what a power cut has torn is no claim', () => {
  leave('{"pid": 1, "ho');
  expect(take().ok).toBe(true);
});

test('a process of an earlier boot is dead, whoever has its number now', () => {
  leave(JSON.stringify({ ...currentOwner(0), startToken: 'another-boot 1' }));
  expect(take().ok).toBe(true);
});

test.skipIf(process.platform !== 'linux')(
  'a process that began at another time is dead, whoever has its number now',
  () => {
    const [boot] = currentOwner(0).startToken?.split(' ') ?? [];
    leave(JSON.stringify({ ...currentOwner(0), startToken: `${String(boot)} 1` }));
    expect(take().ok).toBe(true);
  },
);

const elsewhere = { pid: 1, host: `not-${hostname()}`, sinceMs: 0 };

test('a holder on another computer is believed for as long as it gives signs of life', () => {
  leave(JSON.stringify(elsewhere), 30_000);
  expect(take()).toMatchObject({ ok: false, failure: { holder: elsewhere, isUnsure: true } });
  leave(JSON.stringify(elsewhere), 61_000);
  expect(take().ok).toBe(true);
});

test('the user may say that a holder on another computer is gone', () => {
  leave(JSON.stringify(elsewhere));
  expect(take(true).ok).toBe(true);
});

test('not even the user can take the folder from a process that is known to run', () => {
  expect(take().ok).toBe(true);
  expect(take(true).ok).toBe(false);
});

test('whoever was asleep while another one took over is told at its next sign of life', async () => {
  const clock = new ManualClock();
  const sleeper = DataLock.acquire({ folder, clock });
  let isLost = false;
  if (sleeper.ok) sleeper.value.startHeartbeat(() => (isLost = true));
  await clock.advance(25_000);
  expect(isLost).toBe(false);
  writeFileSync(join(folder, 'lock', 'claim-2.json'), JSON.stringify(elsewhere));
  await clock.advance(25_000);
  expect(isLost).toBe(true);
});

test('what a crash has left of an attempt is cleared away, but not what is just being tried', () => {
  leave('{}', 11 * 60_000);
  const [old, young] = ['own-1.tmp', 'own-2.tmp'].map((name) => join(folder, 'lock', name));
  for (const path of [old, young]) writeFileSync(String(path), '{');
  const then = new Date(Date.now() - 11 * 60_000);
  utimesSync(String(old), then, then);
  take();
  expect(readdirSync(join(folder, 'lock'))).toEqual(
    expect.arrayContaining(['claim-7.json', 'claim-8.json', 'own-2.tmp']),
  );
  expect(readdirSync(join(folder, 'lock'))).not.toContain('own-1.tmp');
});

test('a holder that gives way hears that somebody asks, once, and not of an older wish', async () => {
  const clock = new ManualClock();
  take();
  DataLock.ask(folder);
  rmSync(join(folder, 'lock', 'claim-1.json'));
  const command = DataLock.acquire({ folder, clock, givesWay: true });
  if (!command.ok) throw new Error('It is taken');
  let asked = 0;
  command.value.onAsked(() => (asked += 1));
  await clock.advance(1_000);
  expect(asked).toBe(0);
  const app = take();
  expect(app.ok ? undefined : app.failure.holder.givesWay).toBe(true);
  DataLock.ask(folder);
  DataLock.ask(folder);
  await clock.advance(1_000);
  expect(asked).toBe(1);
  command.value.release();
  expect(take().ok).toBe(true);
  expect(readdirSync(join(folder, 'lock'))).not.toContain('asked');
});

test('claims that are over are cleared away', () => {
  for (let count = 0; count < 5; count += 1) {
    const lock = take();
    if (lock.ok) lock.value.release();
  }
  expect(readdirSync(join(folder, 'lock'))).toHaveLength(2);
});
