import type { Failure } from '../../../shared/failure.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Clock } from '../../platform/clock.ts';

/** What the hosts need. */
export interface HostsOptions {
  readonly clock: Clock;
  /** From 0 up to but without 1. */
  readonly chance: () => number;
  /** How many tasks wait for a slot at a host. */
  readonly waitingAt: (host: string) => number;
  /** Somebody may go to the host again; `parked` are to wait for a slot from now on. */
  readonly onOpen: (parked: readonly TaskId[]) => void;
  /** A host refuses everybody, and so many tasks wait; 0 when that is over. */
  readonly onRefuses: (host: string, tasks: number) => void;
  /** What is in the way of a host's tasks has changed. */
  readonly onHindrance: (host: string) => void;
}

/** One answer by which a host refused a task. */
export interface Refusal {
  readonly id: TaskId;
  /** A bot check says by itself that it is not about the task. */
  readonly isBotCheck: boolean;
  /** 404 and 410 are about the one file, however many there are. */
  readonly isAboutFile: boolean;
}

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
  /** Unix milliseconds that the host has named: nobody goes before. */
  askedUntilMs: number;
  /** A person wishes it: the next that goes is the only one until it has ended. */
  isTrial: boolean;
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
    askedUntilMs: -Infinity,
    isTrial: false,
    cancelTimer: undefined,
  };
}
