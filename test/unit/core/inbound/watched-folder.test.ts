import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  WatchedFolder,
  type Found,
  type WatchedRoot,
} from '../../../../electron/core/inbound/watched-folder.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { toTaskId, type TaskId } from '../../../../electron/shared/id.ts';
import { MemoryStore } from '../../../fake/store.ts';

const idOf = (n: number) => `7d2c58e1${n.toString(16).padStart(24, '0')}`;

/** A clock whose timers run when the test says so, and whose looks can be waited for. */
class StepClock {
  #due: { run: () => void; delayMs: number } | undefined;
  #armed: (() => void) | undefined;
  readonly now = () => 0;
  readonly elapsed = () => 0;
  /** The pause before the next look. */
  get pauseMs(): number | undefined {
    return this.#due?.delayMs;
  }
  readonly after = (delayMs: number, run: () => void) => {
    const due = { run, delayMs };
    this.#due = due;
    this.#armed?.();
    return () => {
      if (this.#due === due) this.#due = undefined;
    };
  };
  /** Runs the look that is due, to its end. */
  async look(): Promise<void> {
    const due = this.#due;
    if (due === undefined) throw new Error('Nothing is due');
    this.#due = undefined;
    const ended = new Promise<void>((resolve) => (this.#armed = resolve));
    due.run();
    await ended;
  }
}

let folder: string;
let clock: StepClock;
let store: MemoryStore;
let known: Set<string>;
let found: Found[];
let watched: WatchedFolder;

function aWatch(openRoot?: (folder: string) => WatchedRoot): WatchedFolder {
  clock = new StepClock();
  return new WatchedFolder({
    store,
    clock,
    log: silentLog,
    isKnown: (id) => known.has(id),
    onFound: (each) => found.push(each),
    ...(openRoot !== undefined && { openRoot }),
  });
}

async function looks(count: number): Promise<readonly TaskId[]> {
  for (let n = 0; n < count; n++) await clock.look();
  return found.flatMap(({ ids }) => ids);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-watch-'));
  store = new MemoryStore();
  [known, found] = [new Set(), []];
  watched = aWatch();
  watched.watch(folder);
});

afterEach(async () => {
  watched.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a file is read once it rests, and its ids are told once', async () => {
  await writeFile(join(folder, 'a.json'), JSON.stringify({ taskId: idOf(1) }));
  expect(await looks(1)).toEqual([]);
  expect(await looks(1)).toEqual([idOf(1)]);
  expect(found[0]?.fileName).toBe('a.json');
  expect(await looks(3)).toEqual([idOf(1)]);
  expect(await readdir(folder)).toEqual(['a.json']);
});

test('a file that is still being written waits; what is added to it is told by itself', async () => {
  const path = join(folder, 'run.log');
  await writeFile(path, `taskId=${idOf(1).slice(0, 20)}`);
  await looks(1);
  await writeFile(path, `taskId=${idOf(1)}\n`);
  expect(await looks(1)).toEqual([]);
  expect(await looks(1)).toEqual([idOf(1)]);
  await writeFile(path, `taskId=${idOf(1)}\ntaskId=${idOf(2)}\n`);
  expect(await looks(2)).toEqual([idOf(1), idOf(2)]);
});

test('a file that comes by a rename is read, and one of the same size and a new time too', async () => {
  await writeFile(join(folder, 'x.part'), idOf(1));
  expect(await looks(2)).toEqual([]);
  await rename(join(folder, 'x.part'), join(folder, 'x.txt'));
  expect(await looks(2)).toEqual([idOf(1)]);
  await writeFile(join(folder, 'x.txt'), idOf(2));
  await utimes(join(folder, 'x.txt'), 1, 2);
  expect(await looks(2)).toEqual([idOf(1), idOf(2)]);
});

test('what is in the library, or was removed from it, is not told', async () => {
  known.add(idOf(1));
  await writeFile(join(folder, 'a.txt'), `${idOf(1)}\n${idOf(2)}`);
  expect(await looks(2)).toEqual([idOf(2)]);
});

test('thousands of files at once are read by and by, and each once', async () => {
  const count = 120;
  for (let n = 0; n < count; n++) await writeFile(join(folder, `${String(n)}.txt`), idOf(n));
  await looks(2);
  expect(clock.pauseMs).toBe(0);
  const ids = await looks(3);
  expect(new Set(ids).size).toBe(count);
  expect(ids).toHaveLength(count);
});

test('links, pipes, folders, other kinds and huge files are left alone', async () => {
  const other = await mkdtemp(join(tmpdir(), 'reelkeep-other-'));
  await writeFile(join(other, 'secret.txt'), idOf(1));
  await symlink(join(other, 'secret.txt'), join(folder, 'link.txt'));
  await mkdir(join(folder, 'folder.txt'));
  execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
  await writeFile(join(folder, 'program.exe'), idOf(2));
  await writeFile(join(folder, 'film.json'), Buffer.from([0, ...Buffer.from(idOf(3))]));
  await writeFile(join(folder, 'huge.log'), Buffer.alloc(21 * 1024 * 1024, 10));
  expect(await looks(4)).toEqual([]);
  await rm(other, { recursive: true });
});

test('a folder that goes away is looked for again, and what comes with it is told', async () => {
  await looks(1);
  await rm(folder, { recursive: true });
  await looks(2);
  expect(clock.pauseMs).toBeGreaterThanOrEqual(5_000);
  await mkdir(folder);
  await writeFile(join(folder, 'a.txt'), idOf(1));
  expect(await looks(2)).toEqual([idOf(1)]);
});

test('a new start reads no version again, and another folder begins anew', async () => {
  await writeFile(join(folder, 'a.txt'), idOf(1));
  await looks(2);
  watched.stop();
  found = [];
  watched = aWatch();
  watched.watch(folder);
  expect(await looks(3)).toEqual([]);
  watched.watch('');
  expect(clock.pauseMs).toBeUndefined();
  watched.watch('relative/path');
  expect(clock.pauseMs).toBeUndefined();
});

test('a record that somebody has spoiled is left out', async () => {
  store.write('watched-folder', { folder, files: { 'a.txt': 1 } });
  watched.watch('');
  watched = aWatch();
  watched.watch(folder);
  await writeFile(join(folder, 'a.txt'), `taskId: ${toTaskId(idOf(4)) ?? ''}`);
  expect(await looks(2)).toEqual([idOf(4)]);
});

/** A folder whose files somebody holds for so many tries. */
function heldFor(tries: number, read: string[]) {
  return (path: string): WatchedRoot => {
    const root = new Root(path);
    return {
      list: (...args) => root.list(...args),
      readBytes: (name, maxBytes) => {
        read.push(name);
        const busy = Object.assign(new Error('busy'), { code: 'EBUSY' });
        return read.length > tries ? root.readBytes(name, maxBytes) : Promise.reject(busy);
      },
    };
  };
}

test.each([
  ['a file that its writer still holds is read later', { tries: 3, ids: [idOf(1)], reads: 4 }],
  ['a file that nobody may read is given up', { tries: Infinity, ids: [], reads: 10 }],
])('%s', async (_name, { tries, ids, reads }) => {
  const read: string[] = [];
  watched.stop();
  watched = aWatch(heldFor(tries, read));
  watched.watch(folder);
  await writeFile(join(folder, 'held.log'), idOf(1));
  expect(await looks(20)).toEqual(ids);
  expect(read).toHaveLength(reads);
});
