import { silentLog } from '../../../../../electron/core/platform/log.ts';
import type { TaskEvent } from '../../../../../electron/core/task/event.ts';
import { advance } from '../../../../../electron/core/task/lifecycle.ts';
import type { AskedAgain } from '../../../../../electron/core/library/asking/link-resolver.ts';
import { TransferScheduler } from '../../../../../electron/core/transfer/transfer-scheduler.ts';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import { succeed } from '../../../../../electron/shared/outcome.ts';
import type { ReadyTask, Task } from '../../../../../electron/shared/task.ts';
import type { TaskId } from '../../../../../electron/shared/id.ts';
import { VirtualClock } from '../../../../fake/virtual-clock.ts';
import { aReadyTask, idNumber, nowMs } from '../../../builders.ts';

/** What a host answers to a transfer at a time, in milliseconds since the start; `undefined`: the file. */
export type Answering = (task: ReadyTask, elapsedMs: number) => Failure | undefined;

/** What the endpoint says when it is asked again. */
export type AnsweringAgain = (elapsedMs: number) => AskedAgain | Promise<AskedAgain>;

/** A request for a file. */
export interface Request {
  readonly id: TaskId;
  readonly atMs: number;
  readonly step: ReadyTask['linkStep'];
}

/** The queue of finished tasks against hosts that answer by a script, in virtual time. */
export class FileHosts {
  readonly clock = new VirtualClock(nowMs);
  readonly requests: Request[] = [];
  /** Tasks that wait for a host which refuses everybody, each time that it was told. */
  readonly told: (readonly [host: string, tasks: number])[] = [];
  /** Changes of tasks: each is a write and a patch. */
  changes = 0;
  asked = 0;
  readonly transfers: TransferScheduler;
  readonly #tasks = new Map<TaskId, Task>();

  constructor(answer: Answering, ask: AnsweringAgain = () => ({})) {
    this.transfers = new TransferScheduler({
      tasks: {
        get: (id) => this.#tasks.get(id),
        apply: (id, event) => this.#apply(id, event),
        flush: () => undefined,
      },
      taskDownloader: {
        forget: () => Promise.resolve(),
        fetch: async (id, _role, { onProgress }) => {
          const task = this.#tasks.get(id);
          if (task?.state !== 'ready') return undefined;
          this.requests.push({ id, atMs: this.elapsedMs, step: task.linkStep });
          await this.clock.passed(200);
          const failure = answer(task, this.elapsedMs);
          if (failure !== undefined) return failure;
          onProgress({ taskId: id, receivedBytes: 1, bytesPerSecond: 1 });
          this.#apply(id, { type: 'archived', files: [] });
          return undefined;
        },
      },
      links: {
        askAgain: async () => {
          this.asked += 1;
          return succeed(await ask(this.elapsedMs));
        },
      },
      clock: this.clock,
      log: silentLog,
      limit: () => 3,
      chance: () => 0.5,
      onProgress: () => undefined,
      onHostRefuses: (host, tasks) => this.told.push([host, tasks]),
    });
    this.transfers.start();
  }

  get elapsedMs(): number {
    return this.clock.now() - nowMs;
  }

  /** Adds the n-th task, by default at one host and with thirteen days left. */
  add(n: number, change: Partial<ReadyTask> = {}): TaskId {
    const media = { videoUrl: `https://a.example/${String(n)}.mp4` };
    const deadlineMs = nowMs + 13 * 24 * 3_600_000 + n;
    const task = aReadyTask({ id: idNumber(n), media, deadlineMs, ...change });
    this.#tasks.set(task.id, task);
    this.transfers.enqueue(task);
    return task.id;
  }

  task(id: TaskId): Task | undefined {
    return this.#tasks.get(id);
  }

  states(): readonly string[] {
    return [...new Set([...this.#tasks.values()].map(({ state }) => state))];
  }

  /** As a person does: takes the n-th out and in again, and wants it now. */
  tryNow(n: number): void {
    const task = this.#tasks.get(idNumber(n));
    if (task?.state !== 'ready') throw new Error('It does not wait.');
    this.transfers.drop(task.id);
    this.transfers.enqueue(task);
    this.transfers.tryNow(task);
  }

  /** Until a try has just ended, and nothing else is due. */
  async untilQuietFor(durationMs: number): Promise<void> {
    let last = -1;
    while (this.requests.length !== last) {
      last = this.requests.length;
      await this.runFor(durationMs);
    }
  }

  runFor(durationMs: number): Promise<void> {
    return this.clock.runUntil(this.clock.world() + durationMs);
  }

  #apply(id: TaskId, event: TaskEvent): Task | undefined {
    const task = this.#tasks.get(id);
    if (task === undefined) return undefined;
    const next = advance(task, event, this.clock.now());
    if (next !== task) this.changes += 1;
    this.#tasks.set(id, next);
    if (next.state === 'ready') this.transfers.enqueue(next);
    return next;
  }
}
