import type { Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import { foldName } from '../../archive/naming/safe-name.ts';
import { forEachInTurns } from '../../platform/turns.ts';
import type { RemovedTasks } from '../../ledger/removed-tasks.ts';

/** Where the tasks are that have files: the ledger, or the record of removed ones. */
export interface TaskSource {
  tasks(): Iterable<Task>;
  get(id: TaskId): Task | undefined;
  /** @returns ends the watch */
  watch(hear: (id: TaskId) => void): () => void;
}

/** The removed tasks as such a source. */
export function removedSource(removed: Pick<RemovedTasks, 'get' | 'values' | 'watch'>): TaskSource {
  return {
    *tasks() {
      for (const { task } of removed.values()) yield task;
    },
    get: (id) => removed.get(id)?.task,
    watch: (hear) => removed.watch(hear),
  };
}

/** The tasks at each path. Nearly every path has one: a set for each would be most of the memory. */
type Holders = Map<string, TaskId | Set<TaskId>>;

/** What a file's name may be, less the ending of any file that a task has under its base path. */
function* basesOf(foldedPath: string): Generator<string> {
  const folder = foldedPath.lastIndexOf('/') + 1;
  for (
    let dot = foldedPath.indexOf('.', folder);
    dot !== -1;
    dot = foldedPath.indexOf('.', dot + 1)
  ) {
    const base = foldedPath.slice(0, dot);
    yield base;
    yield base.replace(/ (?:\d+|\(\d\))$/, '');
  }
}

/**
 * Which tasks have a file: asked any number of times, it looks through all tasks once, in slices, and
 * follows their changes from then on. Paths are relative to an archive, with `/`; in what case and in what
 * Unicode form they are written makes no difference.
 */
export class FileIndex {
  readonly #source: TaskSource;
  /** The tasks as they stand in here, to be taken out again. */
  readonly #known = new Map<TaskId, Task>();
  readonly #byPath: Holders = new Map();
  readonly #byBase: Holders = new Map();
  #building: Promise<void> | undefined;
  #unwatch: (() => void) | undefined;

  constructor(source: TaskSource) {
    this.#source = source;
  }

  /** Looks through all tasks, if that has not been done: before anything is asked. Never rejects. */
  build(): Promise<void> {
    this.#unwatch ??= this.#source.watch((id) => {
      this.#take(id);
    });
    this.#building ??= forEachInTurns(this.#source.tasks(), ({ id }) => {
      this.#take(id);
    });
    return this.#building;
  }

  /** Ends the watch. */
  dispose(): void {
    this.#unwatch?.();
  }

  /** The tasks that have the path in their list of files, or as their thumbnail. */
  listers(path: string): readonly Task[] {
    return this.#tasksAt(this.#byPath, foldName(path));
  }

  /** The tasks that have reserved a base path under which the file may be theirs. */
  reservers(path: string): readonly Task[] {
    const bases = new Set(basesOf(foldName(path)));
    return [...bases].flatMap((base) => this.#tasksAt(this.#byBase, base));
  }

  #tasksAt(map: Holders, key: string): readonly Task[] {
    return [...idsAt(map, key)].flatMap((id) => this.#known.get(id) ?? []);
  }

  #take(id: TaskId): void {
    const before = this.#known.get(id);
    const now = this.#source.get(id);
    if (now === before) return;
    if (now === undefined) this.#known.delete(id);
    else this.#known.set(id, now);
    if (before !== undefined && now !== undefined && hasSameFiles(before, now)) return;
    for (const key of before === undefined ? [] : pathsOf(before)) leave(this.#byPath, key, id);
    for (const key of before === undefined ? [] : baseOf(before)) leave(this.#byBase, key, id);
    for (const key of now === undefined ? [] : pathsOf(now)) enter(this.#byPath, key, id);
    for (const key of now === undefined ? [] : baseOf(now)) enter(this.#byBase, key, id);
  }
}

function filesOf(task: Task) {
  return task.state === 'archived' || task.state === 'lost' ? task.files : undefined;
}

function hasSameFiles(one: Task, other: Task): boolean {
  return (
    filesOf(one) === filesOf(other) &&
    one.thumbnail === other.thumbnail &&
    one.reservedPath === other.reservedPath
  );
}

function pathsOf(task: Task): ReadonlySet<string> {
  const paths = new Set((filesOf(task) ?? []).map(({ path }) => foldName(path)));
  if (task.thumbnail !== undefined) paths.add(foldName(task.thumbnail.path));
  return paths;
}

function baseOf({ reservedPath }: Task): readonly string[] {
  return reservedPath === undefined ? [] : [foldName(reservedPath)];
}

function* idsAt(map: Holders, key: string): Generator<TaskId> {
  const ids = map.get(key);
  if (typeof ids === 'string') yield ids;
  else if (ids !== undefined) yield* ids;
}

function enter(map: Holders, key: string, id: TaskId): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, id);
  else if (typeof ids === 'string') map.set(key, new Set([ids, id]));
  else ids.add(id);
}

function leave(map: Holders, key: string, id: TaskId): void {
  const ids = map.get(key);
  if (ids === id) map.delete(key);
  else if (ids instanceof Set) ids.delete(id);
}
