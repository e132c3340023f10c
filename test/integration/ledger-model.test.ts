import { afterEach, expect, test } from 'vitest';
import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import { removedKeptMs } from '../../electron/shared/trash-view.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import { ManualClock } from '../fake/clock.ts';
import { offlinePorts } from '../fake/core-ports.ts';
import { seededRandom } from '../fake/seeded-random.ts';
import { MemoryStore } from '../fake/store.ts';
import { accountId, aFile, anArchivedTask, idNumber } from '../unit/builders.ts';

// Days of a user's, drawn at random, against a model that fits on a page: what was answered holds after a
// quit, a crash, or a power cut in the middle of a write.

const poolSize = 90;
const steps = 60;
const dayMs = 86_400_000;

type Place = 'nowhere' | 'listed' | 'removed';

/** What may be known of an id after what was answered: one place, or several where nothing was answered. */
interface Known {
  readonly places: ReadonlySet<Place>;
  readonly removedAtMs: number;
  /** A task that was archived stays so. */
  readonly isArchived: boolean;
  readonly paused: ReadonlySet<boolean>;
}

const unknown: Known = {
  places: new Set(['nowhere']),
  removedAtMs: 0,
  isArchived: false,
  paused: new Set([false]),
};

/** The real core on a store in memory, and beside it what it has promised. */
class Life {
  readonly store = new MemoryStore();
  readonly model = new Map<TaskId, Known>();
  readonly random: () => number;
  readonly ids: readonly TaskId[];
  clock = new ManualClock();
  core: Core;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.ids = Array.from({ length: poolSize }, (_, n) => idNumber(n + 1));
    this.core = this.#compose();
  }

  #compose(): Core {
    return composeCore(
      offlinePorts({ store: this.store, clock: this.clock, random: this.random }),
      nobodyListens,
    );
  }

  known(id: TaskId): Known {
    return this.model.get(id) ?? unknown;
  }

  learn(ids: readonly TaskId[], change: Partial<Known>): void {
    for (const id of ids) this.model.set(id, { ...this.known(id), ...change });
  }

  /** Ends at once, as a crash does, or by a quit; begins anew on what is on the disk, perhaps days later. */
  async restart(isQuit: boolean): Promise<void> {
    const { store } = this;
    if (isQuit) await this.core.stop();
    else store.writesLeft = 0; // whatever of the old life still runs writes nothing any more
    const documents = new Map(store.documents);
    await new Promise((resolve) => setImmediate(resolve));
    store.documents.clear();
    for (const [name, text] of documents) store.documents.set(name, text);
    store.writesLeft = Number.POSITIVE_INFINITY;
    this.clock = new ManualClock(this.clock.now() + Math.floor(this.random() * 9) * dayMs);
    this.core = this.#compose();
    await this.core.start();
  }
}

/** Carries out what may be refused, and learns what was answered. */
const deeds: readonly ((life: Life, ids: readonly TaskId[]) => Promise<void>)[] = [
  async (life, ids) => {
    const before = new Map(ids.map((id) => [id, life.known(id)]));
    const answer = await life.core.tasks.add({ ids, accountId });
    const isIn = answer.ok ? [...answer.value.added, ...answer.value.alreadyTracked] : [];
    for (const id of ids) {
      const was = before.get(id) ?? unknown;
      const paused = was.places.has('listed') ? was.paused : new Set([true, false]);
      const isOver = life.clock.now() - was.removedAtMs > removedKeptMs;
      const isRecord = was.places.has('listed') || !isOver;
      const isArchived = was.isArchived && isRecord && !was.places.has('nowhere');
      const places = isIn.includes(id) ? [] : was.places;
      life.learn([id], { places: new Set<Place>([...places, 'listed']), paused, isArchived });
    }
  },
  async (life, ids) => {
    const listed = ids.filter((id) => life.core.tasks.get(id) !== undefined);
    const removedAtMs = life.clock.now();
    const answer = await life.core.upkeep.trash.remove(listed, life.random() < 0.3);
    const done = answer.ok ? answer.value.ids : [];
    // What the ledger's disk refuses is tried again; a crash before that leaves the tasks in the list.
    const places: Place[] = life.store.writesLeft > 0 ? ['removed'] : ['removed', 'listed'];
    life.learn(done, { places: new Set(places), removedAtMs });
    const rest = listed.filter((id) => !done.includes(id));
    life.learn(rest, { places: new Set<Place>(['listed', 'removed']), removedAtMs });
  },
  async (life, ids) => {
    const removed = ids.filter((id) => life.core.upkeep.trash.taskOf(id) !== undefined);
    const answer = await life.core.upkeep.trash.putBack(removed);
    const done = answer.ok ? answer.value.ids : [];
    life.learn(done, { places: new Set<Place>(['listed']) });
    const rest = removed.filter((id) => !done.includes(id));
    life.learn(rest, { places: new Set<Place>(['listed', 'removed']) });
  },
  async (life, ids) => {
    const isPaused = life.random() < 0.5;
    await life.core.tasks.pause(ids, isPaused);
    const isWritten = life.random() < 0.5 && (await life.core.tasks.commit()) === undefined;
    for (const id of ids) {
      if (life.core.tasks.get(id) === undefined) continue;
      const before = isWritten ? [] : life.known(id).paused;
      life.learn([id], { paused: new Set([...before, isPaused]) });
    }
  },
  (life, ids) => {
    for (const id of ids) {
      if (life.core.tasks.get(id)?.state !== 'checking') continue;
      const path = `2026/11/${id}`;
      const files = [aFile({ path: `${path}.mp4` })];
      const { state: _state, ...found } = anArchivedTask({ id, reservedPath: path, files });
      life.core.tasks.restore({ ...found, archiveId: 'away', reservedPath: path });
      const isWritten = life.core.tasks.flush([id]) === undefined;
      life.learn([id], { isArchived: isWritten, paused: new Set([true, false]) });
    }
    return Promise.resolve();
  },
  async (life, ids) => {
    const removed = ids.filter((id) => life.core.upkeep.trash.taskOf(id) !== undefined);
    await life.core.upkeep.trash.forget(removed);
    for (const id of removed) {
      // Whose files are due, and cannot go, is not forgotten; and a refused write is told by the next.
      life.learn([id], { places: new Set<Place>([...life.known(id).places, 'nowhere']) });
    }
  },
];

function placesOf({ core }: Life, id: TaskId): readonly Place[] {
  const places: Place[] = [];
  if (core.tasks.get(id) !== undefined) places.push('listed');
  if (core.upkeep.trash.taskOf(id) !== undefined) places.push('removed');
  return places.length === 0 ? ['nowhere'] : places;
}

/** What of a task is against what was promised. */
function brokenOf(life: Life, id: TaskId): readonly string[] {
  const known = life.known(id);
  const found = placesOf(life, id);
  const [place = 'nowhere'] = found;
  const isOver =
    known.places.has('removed') && life.clock.now() - known.removedAtMs > removedKeptMs;
  const task = life.core.tasks.get(id) ?? life.core.upkeep.trash.taskOf(id);
  const isPromised = known.places.has(place) || (isOver && place === 'nowhere');
  return [
    ...(found.length === 1 ? [] : [`${id} is in ${found.join(' and ')}`]),
    ...(isPromised ? [] : [`${id} is ${place}, promised were ${[...known.places].join()}`]),
    ...(task !== undefined && known.isArchived && task.state !== 'archived'
      ? [`${id} was archived, and is ${task.state}`]
      : []),
    ...(task === undefined || known.paused.has(task.paused)
      ? []
      : [`${id} has paused: ${String(task.paused)}`]),
  ];
}

/** What is there against what was promised; what was open is known from then on. */
function compare(life: Life): void {
  // Asserted once: there are a hundred thousand of these.
  expect(life.ids.flatMap((id) => brokenOf(life, id))).toEqual([]);
  for (const id of life.ids) {
    const [place = 'nowhere'] = placesOf(life, id);
    const task = life.core.tasks.get(id) ?? life.core.upkeep.trash.taskOf(id);
    if (task === undefined) {
      life.model.set(id, unknown);
      continue;
    }
    life.learn([id], {
      places: new Set([place]),
      isArchived: task.state === 'archived',
      paused: new Set([task.paused]),
    });
  }
  const strangers = [...life.core.tasks.tasks()].filter(({ id }) => !life.ids.includes(id));
  expect(strangers).toEqual([]);
}

/** After a quit each id stands in the documents once at the most. */
function countOnDisk({ store }: Life): void {
  const counts = new Map<string, number>();
  for (const [name, text] of store.documents) {
    if (!name.startsWith('ledger/') && !name.startsWith('trash/removed-')) continue;
    const { tasks } = JSON.parse(text) as { tasks: ({ id: string } | { task: { id: string } })[] }; // as written
    for (const entry of tasks) {
      const id = 'task' in entry ? entry.task.id : entry.id;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
}

function drawIds(life: Life): readonly TaskId[] {
  const from = Math.floor(life.random() * poolSize);
  const count = 1 + Math.floor(life.random() ** 2 * poolSize);
  return life.ids.filter((_, n) => (n - from + poolSize) % poolSize < count);
}

async function step(life: Life): Promise<void> {
  // The power may fail in the middle: then the answers, and the disk, tell what was done by then.
  const isLast = life.random() < 0.2;
  if (isLast) life.store.writesLeft = Math.floor(life.random() * 6);
  const ids = drawIds(life);
  const cut = Math.floor(life.random() * ids.length);
  // Two at once, of different tasks: what one answers holds whatever the other does.
  const works = [ids.slice(0, cut), ids.slice(cut)].map(async (some) => {
    const deed = deeds[Math.floor(life.random() * deeds.length)];
    if (some.length > 0) await deed?.(life, some);
  });
  await Promise.all(works);
  if (!isLast && life.random() < 0.6) return;
  const isQuit = !isLast && life.random() < 0.5;
  await life.restart(isQuit);
  if (isQuit) countOnDisk(life);
  compare(life);
}

let life: Life | undefined;

afterEach(() => life?.core.stop());

test.each(Array.from({ length: 40 }, (_, n) => n + 1))(
  'a life drawn from seed %i keeps what it has answered, over crashes, power cuts and quits',
  async (seed) => {
    life = new Life(seed);
    await life.core.start();
    for (let n = 0; n < steps; n++) await step(life);
    await life.restart(true);
    compare(life);
  },
  60_000,
);
