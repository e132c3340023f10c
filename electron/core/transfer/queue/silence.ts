import type { Failure } from '../../../shared/failure.ts';
import { kindTraitsOf } from '../../task/retry-policy.ts';

/** So many tries in a row that only waited, and no answer between, make a host silent. */
const minWaits = 3;

/** Whether a try has ended only because nothing came for long: it has held its slot all the time. */
function isWait(failure: Failure): boolean {
  if (failure.code === 'media-stalled') return true;
  return failure.code === 'unreachable' && failure.detail === 'ETIMEDOUT';
}

/**
 * Hosts that take connections and say nothing. Each try at one costs its slot most of a minute, so that a
 * hundred videos there would keep those of other hosts waiting for an hour, and their ten minutes would pass.
 */
export class Silence {
  readonly #waits = new Map<string, number>();

  /** Whether the host has said nothing for some tries in a row. */
  isAt(host: string): boolean {
    return (this.#waits.get(host) ?? 0) >= minWaits;
  }

  /** A try at a host has ended: without a file for that reason, or with one. */
  ended(host: string, failure: Failure | undefined): void {
    if (failure !== undefined && isWait(failure)) {
      this.#waits.set(host, (this.#waits.get(host) ?? 0) + 1);
    } else if (failure === undefined || kindTraitsOf(failure).isAnswer) this.#waits.delete(host);
  }
}
