import type { Failure } from '../../shared/failure.ts';
import type { LinkStep } from '../../shared/task.ts';

const secondMs = 1000;

/** Transfers by one link that may end in a wrong body before the next way is tried. */
const wrongBodyAttempts = 3;

/** What follows a transfer that ended without a file. */
export type NextStep =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'step'; readonly to: Exclude<LinkStep, 'stored'> }
  | { readonly kind: 'give-up' }
  /** The archive's folder is the trouble; no link can help. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'stopped' };

const stepAfter: { readonly [S in LinkStep]: NextStep } = {
  stored: { kind: 'step', to: 'refreshed' },
  refreshed: { kind: 'step', to: 'converted' },
  converted: { kind: 'give-up' },
};

function retry(attempts: number): NextStep {
  return { kind: 'retry', afterMs: Math.min(2 * secondMs * 2 ** Math.min(attempts, 12), 600_000) };
}

/**
 * Decides what follows a failed transfer. A refused link leads to a fresh one from the endpoint, that
 * to a converted one (`common/download-url`), and only after that the media are lost. Whatever time
 * may mend is tried again, for as long as it takes.
 * @param attempts transfers that ended without a file on this step, before this one
 */
export function nextStep(failure: Failure, step: LinkStep, attempts: number): NextStep {
  switch (failure.code) {
    case 'transfer-stopped':
      return { kind: 'stopped' };
    case 'folder-missing':
    case 'folder-not-absolute':
    case 'folder-not-writable':
    case 'disk-full':
    case 'disk-error':
      return { kind: 'hold' };
    case 'media-refused':
    case 'media-expired':
    case 'address-invalid':
    case 'address-not-https':
    case 'address-private':
      return stepAfter[step];
    case 'media-not-media':
    case 'media-damaged':
    case 'media-too-large':
      return attempts + 1 < wrongBodyAttempts ? retry(attempts) : stepAfter[step];
    default:
      return retry(attempts);
  }
}

/** Whether a failure meets every transfer alike, so that none of the task's others is worth a try. */
export function isAboutAll(failure: Failure): boolean {
  const { kind } = nextStep(failure, 'stored', 0);
  return kind === 'stopped' || kind === 'hold';
}

/** What decides over what: no link is given up while another result may still come by the same way. */
const ranks: { readonly [K in NextStep['kind']]: number } = {
  stopped: 0,
  hold: 1,
  retry: 2,
  step: 3,
  'give-up': 4,
};

/** Of the failures of one task's results the one that decides what follows; `undefined` for none. */
export function decisive(
  failures: readonly Failure[],
  step: LinkStep,
  attempts: number,
): Failure | undefined {
  const rankOf = (failure: Failure): number => ranks[nextStep(failure, step, attempts).kind];
  return [...failures].sort((one, other) => rankOf(one) - rankOf(other))[0];
}
