import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TaskId } from '../../electron/shared/id.ts';
import { anId } from '../unit/builders.ts';
import { RefusingFs, type DiskStep } from '../fake/refusing-fs.ts';
import { RefusedWorld } from './refused-world.ts';

// Every error that a disk can answer (errno(3)), at every step, on every kind of file that Reelkeep writes.

const codes = [
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', 'EPERM', 'ENAMETOOLONG', 'EINVAL', 'ENODEV'],
  ...['ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ETIMEDOUT', 'EBUSY', 'ETXTBSY', 'EMFILE', 'ENFILE'],
  ...['ENOMEM', 'EFBIG', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EILSEQ', 'ELOOP', 'ENOTDIR'],
  ...['EISDIR', 'ENXIO', 'ENOENT', 'EEXIST', 'EMLINK', 'EAGAIN', 'EINTR', 'EREMOTEIO', 'EUCLEAN'],
  ...['EBADF', 'ENOTEMPTY', 'EOVERFLOW', 'UNKNOWN'],
] as const;

/** What says that the whole disk is full. */
const full = ['ENOSPC', 'EDQUOT'] as const;

const steps: readonly DiskStep[] = ['open', 'write', 'sync', 'rename', 'close'];

/** Files of one task, by what their paths end in. */
const own = [
  { kind: 'part', is: /\.part$/ },
  { kind: 'note of a part', is: /\.part\.json/ },
  { kind: 'video', is: /\.mp4$/ },
  { kind: 'thumbnail', is: /\.jpg$/ },
  { kind: 'sidecar', is: /\]\.json/ },
] as const;

/** What all tasks share. */
const shared = [
  { kind: 'manifest', is: /manifest-sha256/ },
  { kind: 'marker', is: /\.reelkeep/ },
  { kind: 'folder of a month', is: /\/2026\/\d\d$/ },
] as const;

/** Every code in every row takes a minute; usually each row has some of them, and each code some rows. */
const isWhole = process.env['ALL_SYSTEM_ERRORS'] !== undefined;
const rowsBetween = isWhole ? 1 : 12;
const limitMs = isWhole ? 120_000 : 20_000;

function some<T>(all: readonly T[], row: number): readonly T[] {
  return all.filter((_, index) => (index + row) % rowsBetween === 0);
}

/** What a task may say of an error at one of its own files. */
const ownHindrances: ReadonlySet<string | undefined> = new Set([undefined, 'path-refused']);
const fullHindrances: ReadonlySet<string | undefined> = new Set([undefined, 'disk-full']);

const minuteMs = 60_000;

let disk: RefusingFs;
let world: RefusedWorld;

beforeAll(() => {
  disk = new RefusingFs();
});

beforeEach(async () => {
  world = new RefusedWorld(disk);
  await world.start();
});

afterEach(async () => {
  disk.refuse = () => undefined;
  await world.stop();
});

afterAll(() => {
  disk.restore();
});

/** Adds a task for each code, and one for none. The name of each has its first eight digits. */
function addAll(refused: readonly string[]): ReadonlyMap<string, TaskId> {
  const ids = ['none', ...refused].map((code, at): [string, TaskId] => {
    const digits = String(at + 10);
    return [code, anId(`${digits.repeat(4)}${'0'.repeat(16)}${digits.repeat(4)}`)];
  });
  for (const [, id] of ids) world.add(id);
  return new Map(ids);
}

/** What is wrong once the disk is well again: everything must be there, once, and nothing else. */
function wrongAfterwards(ids: ReadonlyMap<string, TaskId>): readonly string[] {
  const tasks = [...ids].flatMap(([code, id]) => {
    const task = world.task(id);
    if (task?.state !== 'archived')
      return [`${code}: ${task?.state ?? 'gone'} (${task?.hindrance?.code ?? 'no reason'})`];
    const names = world.namesWith(id.slice(0, 8));
    return [
      ...(task.thumbnail === undefined ? [`${code}: no picture`] : []),
      ...(names.length === 3 ? [] : [`${code}: left ${names.join(', ')}`]),
    ];
  });
  return [...tasks, ...world.unproven.map((what) => `not proven: ${what}`), ...world.errors];
}

const others = codes.filter((code) => !full.some((each) => each === code));

const rows = own.flatMap((each) => steps.map((step) => ({ ...each, step })));

test.each([
  ...rows.map((each, row) => ({ ...each, refused: some(others, row), may: ownHindrances })),
  ...rows.map((each) => ({ ...each, refused: full, may: fullHindrances })),
])(
  'an error at a $step of one task’s $kind holds nobody else, loses nothing and heals by itself',
  async ({ is, step, refused, may }) => {
    const ids = addAll(refused);
    disk.refuse = (asked, path) => {
      if (asked !== step || !path.startsWith(world.archive) || !is.test(path)) return undefined;
      return refused.find((code) => path.includes(ids.get(code)?.slice(0, 8) ?? '?'));
    };
    await world.run(5 * minuteMs);
    const healthy = world.task(ids.get('none') ?? anId());
    expect(healthy).toMatchObject({ state: 'archived' });
    const hindrances = [...ids.values()].map((id) => world.task(id)?.hindrance?.code);
    expect(hindrances.filter((code) => !may.has(code))).toEqual([]);
    disk.refuse = () => undefined;
    await world.run(60 * minuteMs);
    expect(wrongAfterwards(ids)).toEqual([]);
  },
  limitMs,
);

const sharedRows = shared.flatMap((each) => steps.map((step) => ({ ...each, step })));

test.each(sharedRows.map((each, row) => ({ ...each, refused: some(codes, row) })))(
  'an error at a $step of a $kind, which all share, loses nothing and heals by itself',
  async ({ is, step, refused }) => {
    const ids = addAll(refused);
    for (const code of refused) {
      disk.refuse = (asked, path) =>
        asked === step && path.startsWith(world.archive) && is.test(path) ? code : undefined;
      await world.run(8_000);
    }
    disk.refuse = () => undefined;
    await world.run(60 * minuteMs);
    expect(wrongAfterwards(ids)).toEqual([]);
  },
  limitMs,
);
