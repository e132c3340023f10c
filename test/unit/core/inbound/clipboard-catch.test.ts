import { beforeEach, expect, test } from 'vitest';
import { ClipboardCatch } from '../../../../electron/core/inbound/clipboard-catch.ts';
import type { TaskId } from '../../../../electron/shared/id.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const other = 'c0d088df35254cc3e7187fb7116b2efa';

let due: (() => void) | undefined;
let onSet: (() => void) | undefined;
let delays: number[];
let told: TaskId[];
let known: Set<string>;
let text: string | Error;
let reads: number;
let elapsedMs: number;
/** How long the clipboard takes to answer. */
let takesMs: number;
let caught: ClipboardCatch;

/** Runs the look that is due, until it has set the next one. */
async function look(): Promise<void> {
  const run = due;
  due = undefined;
  const isSet = new Promise<void>((resolve) => (onSet = resolve));
  run?.();
  await isSet;
}

async function copy(next: string | Error): Promise<readonly TaskId[]> {
  text = next;
  await look();
  return told;
}

beforeEach(async () => {
  [due, delays, told, known, text, reads] = [undefined, [], [], new Set(), 'before', 0];
  [elapsedMs, takesMs] = [0, 0];
  caught = new ClipboardCatch({
    clock: {
      elapsed: () => elapsedMs,
      after: (delayMs, run) => {
        delays.push(delayMs);
        due = run;
        onSet?.();
        return () => {
          if (due === run) due = undefined;
        };
      },
    },
    readText: () => {
      reads += 1;
      elapsedMs += takesMs;
      return text instanceof Error ? Promise.reject(text) : Promise.resolve(text);
    },
    isKnown: (each) => known.has(each),
    onFound: (ids) => told.push(...ids),
  });
  caught.setEnabled(true);
  await look();
});

test('an id that is copied is told once; so is one in an answer', async () => {
  expect(await copy(id)).toEqual([id]);
  expect(await copy('something else')).toEqual([id]);
  expect(await copy(id)).toEqual([id]);
  expect(await copy(JSON.stringify({ code: 200, data: { taskId: other } }))).toEqual([id, other]);
});

test.each([
  ['what is in the library', other],
  ['text without an id', 'Hello'],
  ['nothing', ''],
  ['a key', 'Authorization: Bearer 9e107d9d372bb6826bd81d3542a419d6'],
  ['a megabyte', `${id}\n${'x'.repeat(1_000_001)}`],
  ['a clipboard that another program holds', new Error('busy')],
])('%s is not told', async (_name, next) => {
  known.add(other);
  expect(await copy(next)).toEqual([]);
  expect(due).toBeDefined();
});

test('what Reelkeep copies itself is not told, nor what was there before', async () => {
  caught.ignore(`taskId ${id}`);
  expect(await copy(`taskId ${id}`)).toEqual([]);
  caught.setEnabled(false);
  text = other;
  caught.setEnabled(true);
  await look();
  expect(told).toEqual([]);
});

test('it looks once a second at the most, and not at all while locked or not wished', async () => {
  for (let n = 0; n < 5; n++) await copy(`text ${String(n)}`);
  expect(delays.slice(1).every((delayMs) => delayMs >= 1_000)).toBe(true);
  caught.setLocked(true);
  expect(due).toBeUndefined();
  const before = reads;
  caught.setEnabled(true);
  expect(due).toBeUndefined();
  caught.setLocked(false);
  await look();
  expect(reads).toBe(before + 1);
  caught.dispose();
  expect(due).toBeUndefined();
});

test.each<[string, { lookMs: number; next: string | Error; pauseMs: number }]>([
  ['a short text at once', { lookMs: 1, next: 'short', pauseMs: 1_000 }],
  ['a text that is too long', { lookMs: 400, next: 'x'.repeat(1_000_001), pauseMs: 8_000 }],
  ['a program that hangs', { lookMs: 1_000, next: new Error('busy'), pauseMs: 20_000 }],
])('%s: the next look comes after a while', async (_name, { lookMs, next, pauseMs }) => {
  takesMs = lookMs;
  await copy(next);
  expect(delays.at(-1)).toBe(pauseMs);
  takesMs = 0;
  expect(await copy(id)).toEqual([id]);
  expect(delays.at(-1)).toBe(1_000);
});
