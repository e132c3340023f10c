import type { Failure } from '../../shared/failure.ts';
import { retryAfterMsOf, traitsOf, type TransferFailureKind } from '../../shared/failure-traits.ts';
import { backoffMs } from '../platform/backoff.ts';
import type { LinkStep } from '../../shared/task.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Wrong bodies in a row by one link until another way is tried. */
const wrongBodies = 3;

/** Transient failures in a row by one link until another way is tried. */
const transientFailures = 6;

/** A proxy that refuses is somebody's decision: it is looked at again, but not every few seconds. */
const proxyRestMs = 30 * secondMs;

/** So long until somebody may have taken away what stands in a file's or a month's place. */
const placeRestMs = 30 * secondMs;

/** A file that is fetchable for ten minutes must be met: two tries and a transfer fit into that. */
const maxRestMs = 7 * minuteMs;

/** After the deadline nothing is promised any more. */
const maxOverdueRestMs = 30 * minuteMs;

/** A part of each rest that is left to chance, so that those that failed together do not stay together. */
const jitter = 0.1;

/**
 * Between two rounds of calls at the provider while the deadline is ahead: less than the shortest rest between
 * two tries, so that each of them may ask. What a fresh or converted link gives for ten minutes is met too.
 */
const minWayRestMs = 5 * minuteMs;

/** The account has one call a second for everything: rounds, of two calls each, have a fifth of that. */
const roundSpacingMs = 10 * secondMs;

/** Where haste does harm, or nothing is promised any more. */
const slowWayRestsMs: readonly number[] = [10 * minuteMs, 30 * minuteMs, hourMs, 2 * hourMs];
const maxSlowWayRestMs = 4 * hourMs;

/** In the last hours they come closer: a part of the time that is left. */
const shareOfTimeLeft = 1 / 6;
const minLateWayRestMs = 20 * minuteMs;

/** After a restart nobody knows how many rounds there were. */
const unknownWayRestMs = hourMs;

/** No host's wish reaches further. */
const maxAskedRestMs = 24 * hourMs;

/** A wish ends so long before the deadline, or when half of the time to it is over. */
const marginMs = hourMs;

/** Where a task stands on its ways to the bytes. */
export interface RetryContext {
  readonly step: LinkStep;
  /** Transfers in a row that ended without a file, before this one. */
  readonly tries: number;
  /** Milliseconds to the deadline: negative once it is over, `Infinity` for none. */
  readonly leftMs: number;
  /** The provider may be asked for another link: that is rationed. */
  readonly mayAsk: boolean;
  /** From 0 up to but without 1. */
  readonly chance: number;
}

/** What follows a transfer that ended without a file. */
export type RetryDecision =
  /** The round is over: back to the first link, later. */
  | { readonly kind: 'rest'; readonly afterMs: number }
  /** The host itself was not asked, or has said when to come back: the same later, and nothing is counted. */
  | { readonly kind: 'wait'; readonly afterMs: number }
  | { readonly kind: 'step'; readonly to: Exclude<LinkStep, 'stored'> }
  /** The host wants to be left alone by everybody. */
  | { readonly kind: 'pause-host'; readonly askedMs: number | undefined }
  /** The archive's folder is the trouble; no link can help. */
  | { readonly kind: 'hold' }
  /** This file is too large for what is free on the disk; a smaller one may go. */
  | { readonly kind: 'wait-for-space' }
  | { readonly kind: 'stopped' };

/**
 * How long a task rests after a round that brought nothing: seconds at first, then twice as long each
 * time, and never longer than seven minutes while its deadline is ahead.
 * @returns milliseconds
 */
export function retryDelayMs({
  tries,
  leftMs,
  chance,
}: Omit<RetryContext, 'step' | 'mayAsk'>): number {
  const maxMs = leftMs > 0 ? maxRestMs : maxOverdueRestMs;
  return backoffMs({ firstMs: 2 * secondMs, maxMs, jitter }, tries, chance);
}

/**
 * How far a host's wish to be left alone is followed: at most a day, and to a point before the
 * earliest deadline concerned, so that the file is still tried in time.
 * @param leftMs to that deadline; once it is over, what is left is unknown, and an hour is enough
 */
export function allowedDelayMs(askedMs: number, leftMs: number): number {
  const beforeMs = leftMs > 0 ? Math.max(leftMs - marginMs, leftMs / 2) : hourMs;
  return Math.max(0, Math.min(askedMs, maxAskedRestMs, beforeMs));
}

/** What decides how often the provider is asked for another link of a task. */
export interface LinkRounds {
  /** Tasks that have asked in this run and have no file yet. */
  readonly asking: number;
  /** Rounds of calls in this run so far; 0 when the last was in an earlier one. */
  readonly rounds: number;
  /** Milliseconds to the deadline; negative once it is over. */
  readonly leftMs: number;
  /** The host of the file checks everybody for bots: other links lead there too, and haste prolongs it. */
  readonly isBotCheck: boolean;
}

/**
 * How long the provider is not asked for another link of a task after it was: less than a rest while few ask,
 * and longer the more there are. Where its host checks for bots, or the deadline is over, ever longer.
 * @returns milliseconds
 */
export function sourceRetryDelayMs({ asking, rounds, leftMs, isBotCheck }: LinkRounds): number {
  const sharedMs = Math.max(minWayRestMs, asking * roundSpacingMs);
  if (leftMs > 0 && !isBotCheck) return sharedMs;
  const slowMs = rounds === 0 ? unknownWayRestMs : (slowWayRestsMs[rounds - 1] ?? maxSlowWayRestMs);
  const lateMs = Math.max(minLateWayRestMs, leftMs * shareOfTimeLeft);
  return Math.max(sharedMs, leftMs <= 0 ? slowMs : Math.min(slowMs, lateMs));
}

/** From the first link to a fresh one, from that to a converted one, and then the round is over. */
function climb(failure: Failure, context: RetryContext): RetryDecision {
  const { step, mayAsk, leftMs } = context;
  if (step === 'refreshed') return { kind: 'step', to: 'converted' };
  if (step === 'stored' && mayAsk) return { kind: 'step', to: 'refreshed' };
  const askedMs = retryAfterMsOf(failure);
  if (askedMs === undefined) return { kind: 'rest', afterMs: retryDelayMs(context) };
  const afterMs = Math.max(retryDelayMs(context), allowedDelayMs(askedMs, leftMs));
  return { kind: 'wait', afterMs };
}

/** One that may pass by itself is met some times before another way is tried. */
function patiently(failure: Failure, context: RetryContext, times: number): RetryDecision {
  const isEarly = context.step === 'stored' && context.tries + 1 < times;
  return climb(failure, isEarly ? { ...context, mayAsk: false } : context);
}

/**
 * Decides what follows a failed transfer. A refused link leads to a fresh one from the endpoint, that to
 * a converted one (`common/download-url`), and a round over all of them that brought nothing to a rest
 * and another round. Nothing here ever ends a task: that is for `verdict.ts`.
 */
export function decideRetry(failure: Failure, context: RetryContext): RetryDecision {
  switch (traitsOf(failure).transfer) {
    case 'stopped':
      return { kind: 'stopped' };
    case 'archive':
      return { kind: 'hold' };
    case 'space': {
      return { kind: affectsAllTransfers(failure) ? 'hold' : 'wait-for-space' };
    }
    case 'path': // its own trouble: the others go on, and it says nothing about the link
      return { kind: 'wait', afterMs: Math.max(placeRestMs, retryDelayMs(context)) };
    case 'proxy':
      return { kind: 'wait', afterMs: proxyRestMs };
    case 'pause':
      return { kind: 'pause-host', askedMs: retryAfterMsOf(failure) };
    case 'refusal':
      return climb(failure, context);
    case 'body':
      return patiently(failure, context, wrongBodies);
    case 'transient':
      return patiently(failure, context, transientFailures);
  }
}

/** Whether a failure meets every transfer alike, so that none of the task's others is worth a try. */
export function affectsAllTransfers(failure: Failure): boolean {
  const { transfer } = traitsOf(failure);
  if (transfer === 'space') return failure.code !== 'disk-reserve' || failure.isForAll;
  return transfer === 'stopped' || transfer === 'archive';
}

/** What follows from the kind of a transfer's failure, beside its next try. */
export interface KindTraits {
  /** Of several failures that of the lowest rank decides: a way that may still bring a file is not left. */
  readonly rank: number;
  /** It says something about the way to the file, so that it counts towards the verdict. */
  readonly isEvidence?: true;
  /** The host has answered, however it fails the task. */
  readonly isAnswer?: true;
  /** Another network, or a computer that has slept, may be free of it. */
  readonly endsAtWake?: true;
}

/** The traits of each kind of a transfer's failure. */
export const kindTraits: { readonly [K in TransferFailureKind]: KindTraits } = {
  stopped: { rank: 0 },
  archive: { rank: 1 },
  space: { rank: 2 },
  pause: { rank: 3, isAnswer: true },
  proxy: { rank: 4, endsAtWake: true },
  path: { rank: 5 },
  transient: { rank: 6, isEvidence: true, isAnswer: true, endsAtWake: true },
  body: { rank: 7, isEvidence: true, isAnswer: true },
  refusal: { rank: 8, isEvidence: true, isAnswer: true },
};

/** What follows from the kind of a failed transfer, beside its next try. */
export function kindTraitsOf(failure: Failure): KindTraits {
  return kindTraits[traitsOf(failure).transfer];
}

/** Of the failures of one task's results the one that decides what follows; `undefined` for none. */
export function mostRecoverable(failures: readonly Failure[]): Failure | undefined {
  return [...failures].sort((a, b) => kindTraitsOf(a).rank - kindTraitsOf(b).rank)[0];
}
