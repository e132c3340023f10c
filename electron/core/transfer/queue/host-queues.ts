import type { FileRole, ReadyTask } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import { PriorityQueue } from '../../platform/priority-queue.ts';

/** A task that waits for a transfer, or is in one. */
export interface QueueEntry {
  readonly id: TaskId;
  /** Where its bytes are. */
  readonly host: string;
  /** Unix milliseconds; `Infinity` for none. */
  readonly deadlineMs: number;
}

/** Stands for the host of a converted link, which nobody knows before it is made. No host has such a name. */
const convertedHost = 'converted link';

/** A task that can wait for its turn. */
export type Waiter = Pick<ReadyTask, 'id' | 'media' | 'deadlineMs' | 'linkStep'>;

/** The host that a link leads to, with its port where it names one; empty for what is no link. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** What a ready task waits for. */
export function toEntry(
  { id, media, deadlineMs = Infinity, linkStep }: Waiter,
  role: FileRole,
): QueueEntry {
  if (role === 'video' && linkStep === 'converted') return { id, deadlineMs, host: convertedHost };
  const url = (role === 'thumbnail' ? media.thumbnailUrl : undefined) ?? media.videoUrl;
  return { id, deadlineMs, host: hostOf(url) };
}

/** Tasks that wait for their transfer: the earliest deadline first, at any host or at certain ones. */
export class HostQueues {
  readonly #hosts = new Map<string, PriorityQueue<TaskId>>();
  readonly #hostOf = new Map<TaskId, string>();

  get size(): number {
    return this.#hostOf.size;
  }

  has(id: TaskId): boolean {
    return this.#hostOf.has(id);
  }

  /** Those that wait at a host, in no order. */
  idsAt(host: string): readonly TaskId[] {
    return [...(this.#hosts.get(host)?.keys() ?? [])];
  }

  /** How many wait at a host. */
  sizeAt(host: string): number {
    return this.#hosts.get(host)?.size ?? 0;
  }

  /** Adds the task, or moves it. */
  add({ id, host, deadlineMs }: QueueEntry): void {
    if (this.#hostOf.get(id) !== host) this.delete(id);
    const queue = this.#hosts.get(host) ?? new PriorityQueue<TaskId>();
    this.#hosts.set(host, queue);
    this.#hostOf.set(id, host);
    queue.set(id, deadlineMs);
  }

  delete(id: TaskId): void {
    const host = this.#hostOf.get(id);
    if (host === undefined) return;
    const queue = this.#hosts.get(host);
    queue?.delete(id);
    if (queue?.size === 0) this.#hosts.delete(host);
    this.#hostOf.delete(id);
  }

  /** The first at a host that serves; there are few hosts, however many tasks. */
  first(serves: (host: string) => boolean = () => true): QueueEntry | undefined {
    let first: QueueEntry | undefined;
    for (const [host, queue] of this.#hosts) {
      const head = serves(host) ? queue.peek() : undefined;
      if (head !== undefined && (first === undefined || head.rank < first.deadlineMs)) {
        first = { id: head.key, host, deadlineMs: head.rank };
      }
    }
    return first;
  }
}
