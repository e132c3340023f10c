import { stepsOf } from './footprint.ts';
import type { DiskRequest } from './protocol.ts';
import type { StepName } from './thread/steps.ts';

/** How long a root may take, and how much it is asked at a time. */
export interface GateLimits {
  /** A disk that was asleep needs about ten seconds to turn again. */
  readonly answerMs: number;
  /** For what flushes to disk: a slow stick has much to write first. */
  readonly flushMs: number;
  /** After so long a drive that did not answer is asked again. */
  readonly askAgainMs: number;
  /** Operations at a time, those that never came back among them. */
  readonly atOnce: number;
  /** While one runs, the next one waits for so long before it gets a thread of its own. */
  readonly patienceMs: number;
}

/** For every drive, until a test says otherwise. */
export const defaultLimits: GateLimits = {
  answerMs: 20_000,
  flushMs: 60_000,
  askAgainMs: 10_000,
  atOnce: 3,
  patienceMs: 5,
};

const flushing: ReadonlySet<StepName> = new Set<StepName>([
  'sync',
  'close',
  'syncFolder',
  'writeDurably',
  'append',
  'amendHashList',
  'makeFolder',
  'probeWriting',
  'move',
  'replace',
  'setAside',
  'write',
]);

/** How long an operation may take, or the longest step of a sequence, in milliseconds. */
export function limitMsOf(request: DiskRequest, { flushMs, answerMs }: GateLimits): number {
  return stepsOf(request).some(({ name }) => flushing.has(name)) ? flushMs : answerMs;
}
