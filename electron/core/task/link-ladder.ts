import type { Failure } from '../../shared/failure.ts';
import type { DownloadingTask, LinkStep, ReadyTask } from '../../shared/task.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 3_600_000;

/** Transfers by one link that may end in a wrong body before the next way is tried. */
const wrongBodyAttempts = 3;

/** Transfers by one link that may meet trouble before the next way is tried. */
const troubledAttempts = 5;

/** After so many more by the first link, which take about four hours, the other ways are tried again. */
const troubledRound = 24;

/** A proxy that refuses is somebody's decision: it is looked at again, but not every few seconds. */
const proxyRestMs = 30 * secondMs;

/** So long until somebody may have taken away what stands in a file's or a month's place. */
const placeRestMs = 30 * secondMs;

/** When every way brought a wrong body, all of them are tried again after this time. */
const restartAfterMs = 15 * minuteMs;

/** Failed transfers after the deadline until a video that only ever met trouble counts as lost. */
const overdueAttempts = 10;

/** Where a task stands on its ways to the bytes. */
export interface Situation {
  readonly step: LinkStep;
  /** Transfers that ended without a file on this step, before this one. */
  readonly attempts: number;
  /** What made the task leave its first link. */
  readonly origin?: Failure;
  /** The deadline has been over for a day: links do live longer than announced, but not for ever. */
  readonly isOverdue: boolean;
}

/** What follows a transfer that ended without a file. */
export type NextStep =
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** No host was asked: the same again later, and nothing is counted. */
  | { readonly kind: 'wait'; readonly afterMs: number }
  | { readonly kind: 'step'; readonly to: Exclude<LinkStep, 'stored'> }
  /**
   * Back to the first link: none was refused, so the host may be itself again later. `attempts` are what
   * counts as tried with it already.
   */
  | { readonly kind: 'restart'; readonly afterMs: number; readonly attempts?: number }
  | { readonly kind: 'give-up' }
  /** The archive's folder is the trouble; no link can help. */
  | { readonly kind: 'hold' }
  /** This file is too large for what is free on the disk; a smaller one may go. */
  | { readonly kind: 'wait-for-space' }
  | { readonly kind: 'stopped' };

/** The situation of a task at a time, in Unix milliseconds. */
export function situationOf(task: ReadyTask | DownloadingTask, nowMs: number): Situation {
  const { linkStep, attempts, origin, deadlineMs } = task;
  const isOverdue = deadlineMs !== undefined && nowMs > deadlineMs + dayMs;
  return { step: linkStep, attempts, isOverdue, ...(origin !== undefined && { origin }) };
}

function isRefusal(failure: Failure): boolean {
  return failure.code === 'media-refused' || failure.code === 'media-expired';
}

function retry({ attempts, isOverdue }: Situation): NextStep {
  if (isOverdue && attempts >= overdueAttempts) return { kind: 'give-up' };
  const afterMs = Math.min(2 * secondMs * 2 ** Math.min(attempts, 12), 10 * minuteMs);
  return { kind: 'retry', afterMs };
}

/** Back on the first link after trouble by every way: as patient as before, and not at once up again. */
function backFromTrouble(): NextStep {
  return { kind: 'restart', afterMs: 10 * minuteMs, attempts: troubledAttempts + 1 };
}

function climb(failure: Failure, { step, origin, isOverdue }: Situation): NextStep {
  if (step === 'stored') return { kind: 'step', to: 'refreshed' };
  if (step === 'refreshed') return { kind: 'step', to: 'converted' };
  // A host that was away may come back, whatever becomes of a converted link.
  if (origin !== undefined && causeOf(origin) === 'trouble') return backFromTrouble();
  // Only links that were refused from the first to the last mean that the media are gone.
  const isGone = isRefusal(origin ?? failure) && isRefusal(failure);
  return isGone || isOverdue ? { kind: 'give-up' } : { kind: 'restart', afterMs: restartAfterMs };
}

/** A host may be gone for good, and the record name another one by now, or a converted link do. */
function onTrouble(failure: Failure, situation: Situation): NextStep {
  const { step, attempts, isOverdue } = situation;
  const isEnough = attempts % troubledRound === troubledAttempts;
  if (!isEnough) return retry(situation);
  if (step === 'stored') return climb(failure, situation);
  // So late every try counts towards the end: no way may cut them short, and none may put it off.
  if (isOverdue) return retry(situation);
  return step === 'refreshed' ? climb(failure, situation) : backFromTrouble();
}

/** What a failure is about. */
type Cause = 'stopped' | 'folder' | 'place' | 'space' | 'proxy' | 'link' | 'body' | 'trouble';

function causeOf({ code }: Failure): Cause {
  switch (code) {
    case 'transfer-stopped':
      return 'stopped';
    case 'folder-missing':
    case 'folder-not-absolute':
    case 'folder-not-writable':
    case 'folder-not-empty':
    case 'folder-nested':
    case 'folder-unsuitable':
    case 'disk-full':
    case 'disk-error':
    case 'drive-not-answering':
      return 'folder';
    case 'foreign-entry':
    case 'not-saved': // Reelkeep's own disk: no link can help, and the archive is not in trouble
      return 'place';
    case 'disk-reserve':
      return 'space';
    case 'proxy-refused':
      return 'proxy';
    case 'media-refused':
    case 'media-expired':
    case 'address-invalid':
    case 'address-not-https':
    case 'address-private':
    case 'address-port':
      return 'link';
    case 'media-not-media':
    case 'media-damaged':
    case 'media-too-large':
      return 'body';
    default:
      return 'trouble';
  }
}

/**
 * Decides what follows a failed transfer. A refused link leads to a fresh one from the endpoint, that
 * to a converted one (`common/download-url`), and only when all are refused the media are lost.
 * Whatever time may mend is tried again until the deadline is well over, by every way in turn.
 */
export function nextStep(failure: Failure, situation: Situation): NextStep {
  switch (causeOf(failure)) {
    case 'stopped':
      return { kind: 'stopped' };
    case 'folder':
      return { kind: 'hold' };
    case 'space': {
      const isForAll = failure.code !== 'disk-reserve' || failure.isForAll;
      return { kind: isForAll ? 'hold' : 'wait-for-space' };
    }
    case 'place': // its own trouble: the others go on, and it says nothing about the link
      return { kind: 'wait', afterMs: placeRestMs };
    case 'proxy':
      return { kind: 'wait', afterMs: proxyRestMs };
    case 'link':
      return climb(failure, situation);
    case 'body': {
      const isTriedAgain = situation.attempts + 1 < wrongBodyAttempts;
      return isTriedAgain ? retry(situation) : climb(failure, situation);
    }
    case 'trouble':
      return onTrouble(failure, situation);
  }
}

/** Whether a failure meets every transfer alike, so that none of the task's others is worth a try. */
export function isAboutAll(failure: Failure): boolean {
  const { kind } = nextStep(failure, { step: 'stored', attempts: 0, isOverdue: false });
  return kind === 'stopped' || kind === 'hold';
}

/** What decides over what: no link is given up while another result may still come by the same way. */
const ranks: { readonly [K in NextStep['kind']]: number } = {
  stopped: 0,
  hold: 1,
  'wait-for-space': 2,
  wait: 3,
  retry: 4,
  restart: 5,
  step: 6,
  'give-up': 7,
};

/** Of the failures of one task's results the one that decides what follows; `undefined` for none. */
export function decisive(failures: readonly Failure[], situation: Situation): Failure | undefined {
  const rankOf = (failure: Failure): number => ranks[nextStep(failure, situation).kind];
  return [...failures].sort((one, other) => rankOf(one) - rankOf(other))[0];
}
