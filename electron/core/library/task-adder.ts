import type { Added } from '../../shared/contract/batches.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { EndpointId } from '../../shared/endpoint.ts';
import type { Task } from '../../shared/task.ts';
import type { AccountId, TaskId } from '../../shared/id.ts';
import { Turns } from '../platform/turns.ts';
import { createTask } from '../task/common-fields.ts';
import { knownSpelling } from './known-spelling.ts';
import { advance } from '../task/lifecycle.ts';
import type { Removal } from './removal.ts';
import type { RemovedTask, RemovedTasks } from '../ledger/removed-tasks.ts';
import { diskFailure } from '../ledger/disk-failure.ts';
import type { TaskRepository } from '../ledger/repository.ts';

/** Ids per step. A step writes at most one document, and blocks everything else meanwhile. */
const idsAtOnce = 1_000;

/** Ids of one call before another one has its turn: so a few do not wait for the end of very many. */
const idsInTurn = 16;

/** What adding works with. */
export interface TaskAdderOptions {
  readonly repository: TaskRepository;
  readonly removed: RemovedTasks;
  readonly removal: Removal;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
  /** Whether an id is not tracked, or as good as not tracked. */
  readonly isNew: (id: TaskId) => boolean;
  /** A task is in the ledger, on disk. */
  readonly onAdded: (id: TaskId) => void;
  /** Removed tasks are in the list again. */
  readonly onPutBack: (records: readonly RemovedTask[]) => void;
  /** Why nothing more is begun; `undefined` while all goes on. */
  readonly refusal: () => Failure | undefined;
}

/** Whose the ids are. */
export interface AddRequest {
  readonly accountId: AccountId;
  readonly endpoint: EndpointId | undefined;
}

/** A call that waits for its answer. */
interface Call {
  readonly ids: readonly TaskId[];
  readonly request: AddRequest;
  /** Unix milliseconds: all ids of a call are added at one time, in their order. */
  readonly atMs: number;
  readonly added: TaskId[];
  readonly alreadyTracked: TaskId[];
  readonly recalled: RemovedTask[];
  readonly answer: (outcome: Outcome<Added, Failure>) => void;
  /** How many of the ids have been looked at. */
  at: number;
  refusal?: Failure;
}

/** An id that a step takes into the ledger, for the first of these calls. */
interface Entry {
  readonly before: Task | undefined;
  readonly record: RemovedTask | undefined;
  readonly calls: Call[];
}

/**
 * Takes ids into the ledger by group commit: what all waiting calls want is put into documents and
 * flushed together, in small steps that let everything else have its turn. Between two steps memory
 * knows no task that is not on disk. A refused step is taken back whole; those before it count.
 */
export class TaskAdder {
  readonly #options: TaskAdderOptions;
  #calls: Call[] = [];
  #isUnderWay = false;

  constructor(options: TaskAdderOptions) {
    this.#options = options;
  }

  /**
   * Adds each id once.
   * @returns once all that was added is on disk; a failure when nothing of it could be written
   */
  add(ids: Iterable<TaskId>, request: AddRequest): Promise<Outcome<Added, Failure>> {
    return new Promise((answer, reject) => {
      const lists = { added: [], alreadyTracked: [], recalled: [] };
      const atMs = this.#options.trueNow();
      this.#calls.push({ ids: [...new Set(ids)], request, atMs, ...lists, at: 0, answer });
      if (!this.#isUnderWay) this.#run().catch(reject);
    });
  }

  async #run(): Promise<void> {
    this.#isUnderWay = true;
    const turns = new Turns();
    try {
      while (this.#calls.length > 0) {
        this.#step();
        if (this.#calls.length > 0 && turns.isOver) await turns.next();
      }
    } finally {
      this.#isUnderWay = false;
    }
  }

  #step(): void {
    const entries = new Map<TaskId, Entry>();
    const refused = this.#options.refusal() ?? this.#write(entries);
    if (refused === undefined) this.#accept(entries);
    else this.#refuse(entries, refused);
    const isOver = (call: Call) => call.refusal !== undefined || call.at >= call.ids.length;
    const over = this.#calls.filter(isOver);
    this.#calls = this.#calls.filter((call) => !isOver(call));
    for (const call of over) void this.#settle(call); // never rejects
  }

  #write(entries: Map<TaskId, Entry>): Failure | undefined {
    const { repository } = this.#options;
    let home: string | undefined;
    let looked = 0;
    for (const call of this.#inTurns()) {
      const given = call.ids[call.at];
      if (given === undefined || ++looked > idsAtOnce) break;
      const id = knownSpelling(given, this.#options);
      const known = entries.get(id);
      if (known !== undefined) known.calls.push(call);
      else if (!this.#options.isNew(id)) call.alreadyTracked.push(id);
      else {
        const task = this.#taskFor(id, call);
        if (repository.documentFor(task) !== (home ??= repository.documentFor(task))) break; // the next step's
        this.#take(task, call, entries);
      }
      call.at += 1;
    }
    const error = entries.size === 0 ? undefined : repository.flush([...entries.keys()]);
    return error === undefined ? undefined : diskFailure(error, 'ids');
  }

  /** The calls whose next id is to be looked at, so many times each, until none is left. */
  *#inTurns(): Generator<Call> {
    for (let isAny = true; isAny;) {
      isAny = false;
      for (const call of this.#calls) {
        for (let n = 0; n < idsInTurn && call.at < call.ids.length; n++) {
          isAny = true;
          yield call;
        }
      }
    }
  }

  #taskFor(id: TaskId, { request, atMs, at }: Call): Task {
    const { repository, removal, trueNow } = this.#options;
    const wanted = { id, ...request, nowMs: atMs, batchIndex: at };
    const known = repository.get(id) ?? removal.restoreForAdd(wanted);
    if (known === undefined) return createTask(wanted);
    return advance(known, { type: 'asked-again', ...wanted }, trueNow());
  }

  #take(task: Task, call: Call, entries: Map<TaskId, Entry>): void {
    const { repository, removed } = this.#options;
    const { id } = task;
    entries.set(id, { before: repository.get(id), record: removed.get(id), calls: [call] });
    repository.put(task);
  }

  #accept(entries: ReadonlyMap<TaskId, Entry>): void {
    this.#options.removal.dropRecords([...entries.keys()]);
    for (const [id, { record, calls }] of entries) {
      const [first, ...others] = calls;
      first?.added.push(id);
      if (record !== undefined) first?.recalled.push(record);
      for (const call of others) call.alreadyTracked.push(id);
      this.#options.onAdded(id);
    }
  }

  #refuse(entries: ReadonlyMap<TaskId, Entry>, failure: Failure): void {
    const { repository } = this.#options;
    for (const [id, { before }] of entries) {
      if (before === undefined) repository.remove(id);
      else repository.put(before);
    }
    const hit = [...entries.values()].flatMap(({ calls }) => calls);
    // Without any entry, everything is refused.
    for (const call of hit.length > 0 ? hit : this.#calls) call.refusal = failure;
  }

  async #settle(call: Call): Promise<void> {
    const { added, alreadyTracked, recalled, refusal } = call;
    await this.#options.removal.commit();
    if (recalled.length > 0) this.#options.onPutBack(recalled);
    if (refusal === undefined) {
      call.answer(succeed({ added, alreadyTracked }));
      return;
    }
    if (added.length === 0) {
      call.answer(fail(refusal));
      return;
    }
    const isIn = new Set([...added, ...alreadyTracked]);
    const ids = call.ids.filter((id) => !isIn.has(knownSpelling(id, this.#options)));
    call.answer(succeed({ added, alreadyTracked, refused: { ids, failure: refusal } }));
  }
}
