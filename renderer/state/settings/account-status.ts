import type { AccountView } from '../../../electron/shared/settings/account.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { isMendedAt, traitsOf } from '../../../electron/shared/failure-traits.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';

/**
 * How an account stands: it has answered with this key; nobody knows yet, or the provider could not be
 * asked; or something about it has to be set right.
 */
export interface AccountHealth {
  readonly look: 'answered' | 'unknown' | 'trouble';
  /** In a few words, without a full stop. */
  readonly summary: string;
  /** Unix milliseconds of the answer. */
  readonly atMs?: number;
  /** Why it is not well. */
  readonly failure?: Failure;
}

/** Said of this key, or of the account behind it. Whatever else came says only that nobody knows. */
function isOfKey(failure: Failure): boolean {
  return isMendedAt(failure, 'key') || isMendedAt(failure, 'provider');
}

/** Never `answered` for a key that has not been answered to. */
export function healthOf({ hasKey, block, keyCheck }: AccountView): AccountHealth {
  const { key, health } = m.settings.accounts;
  if (!hasKey) return { look: 'trouble', summary: key.none };
  if (block !== undefined && traitsOf(block).severity !== 'info') {
    return {
      look: 'trouble',
      summary: isOfKey(block) ? health.notUsable : health.notResponding,
      failure: block,
    };
  }
  if (keyCheck === undefined) return { look: 'unknown', summary: health.notChecked };
  const { atMs, failure } = keyCheck;
  if (failure === undefined) return { look: 'answered', summary: health.connected, atMs };
  return isOfKey(failure)
    ? { look: 'trouble', summary: health.notUsable, failure }
    : { look: 'unknown', summary: health.notTested, failure };
}

/**
 * What is said right after an account was saved although its key could not be tested; `undefined` for one
 * that answered.
 * @param withReason not where the account itself stands beside it, and says why
 */
export function describeUntested(account: AccountView, withReason = true): Words | undefined {
  const { look, failure } = healthOf(account);
  if (look === 'answered') return undefined;
  const isTrouble = look === 'trouble';
  const words = m.settings.accounts.untested;
  const saved = words[isTrouble ? 'notUsable' : 'notTested'](account.name);
  const why = failure === undefined ? undefined : describeFailure(failure);
  if (!withReason && why !== undefined) return { sentence: saved, remedy: '' };
  return {
    sentence: words.because(saved, why?.sentence ?? words.tooSlow),
    remedy: isTrouble && why !== undefined ? why.remedy : words.remedy,
    ...(why?.detail !== undefined && { detail: why.detail }),
  };
}
