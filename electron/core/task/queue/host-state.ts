import type { Failure } from '../../../shared/failure.ts';
import type { TaskId } from '../../../shared/task.ts';

/** What is known of one host of files. */
export interface HostState {
  /** Tasks refused since somebody was served. */
  readonly refused: Set<TaskId>;
  /** Tasks refused before that: what refuses them again is about them alone. */
  readonly before: Set<TaskId>;
  /** Tasks that were tried while the host refused everybody, longest ago first. */
  readonly parked: Set<TaskId>;
  /** Probes that were refused; `undefined` while the host does not refuse everybody. */
  probes: number | undefined;
  probing: TaskId | undefined;
  /** The last refusal that is about more than a file said by itself that it checks for bots. */
  isBotCheck: boolean;
  /** Pauses in a row for which the host named no time. */
  pauses: number;
  /** Why the host is closed, where that is for longer than a moment. */
  longPause: Failure | undefined;
  /** Unix milliseconds; nobody goes before. */
  closedUntilMs: number;
  cancelTimer: (() => void) | undefined;
}

/** A host of which nothing is known. */
export function aHost(): HostState {
  return {
    refused: new Set(),
    before: new Set(),
    parked: new Set(),
    probes: undefined,
    probing: undefined,
    isBotCheck: false,
    pauses: 0,
    longPause: undefined,
    closedUntilMs: -Infinity,
    cancelTimer: undefined,
  };
}
