import type { AccountView } from '../../electron/shared/settings/account.ts';
import type { Alert, AlertView } from '../../electron/shared/alert.ts';
import type { StatusView } from '../../electron/shared/contract/contract.ts';
import type { Failure } from '../../electron/shared/failure.ts';
import { traitsOf, type FailureTraits } from '../../electron/shared/failure-traits.ts';
import { describeAlert } from '../../electron/shared/messages/alerts.ts';
import type { AlertWords } from '../../electron/shared/messages/alert-words.ts';
import { m } from '../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../electron/shared/messages/failures.ts';
import type { SettingsView } from '../../electron/shared/settings/settings.ts';
import type { AccountId } from '../../electron/shared/id.ts';
import { describeSkew } from './skew.ts';

/** Something that stands in the way of all of an account's tasks, or of everything. */
export interface Banner {
  /** The same for as long as it is about the same trouble. */
  readonly key: string;
  readonly tone: 'info' | 'warn' | 'bad';
  readonly sentence: string;
  readonly remedy: string;
  /** The system's own word for it. */
  readonly detail?: string | undefined;
  /** Who or what it is about, in a word or two. */
  readonly about: string;
  /** Where it is set right. */
  readonly place: 'accounts' | 'archive' | 'downloads' | 'at-risk' | AccountPlace | undefined;
  /** What can be done about it at once. */
  readonly action?: 'repair' | 'resume';
  readonly dismissable: boolean;
  /** The alert it shows: whoever dismisses it tells the main process. */
  readonly alertKey?: string;
  /** What the user can answer to it, with the words on the buttons. */
  readonly answers?: AlertWords['answers'];
}

/** The account that a banner leads to. */
export interface AccountPlace {
  readonly accountId: AccountId;
  /** The user can set it right there; otherwise it can only be looked at. */
  readonly isFixable: boolean;
}

/** What banners are made of. */
export interface Troubles {
  readonly accounts: readonly AccountView[];
  readonly settings: SettingsView;
  readonly status: StatusView;
  readonly alerts: readonly AlertView[];
}

const tones = { info: 'info', warning: 'warn', error: 'bad' } as const satisfies {
  readonly [S in FailureTraits['severity']]: Banner['tone'];
};

// Only the first is always open: a note must not cover up a loss.
const gravity = { bad: 0, warn: 1, info: 2 } as const satisfies Record<Banner['tone'], number>;

/** The banners that these troubles ask for, the gravest first. */
export function bannersFor({ accounts, settings, status, alerts }: Troubles): readonly Banner[] {
  const blocked = accounts.flatMap((account) => accountBanner(account) ?? []);
  return [
    ...(settings.archiveProblem === undefined ? [] : [folderBanner(settings.archiveProblem)]),
    ...blocked.filter(({ place }) => isFixable(place)),
    ...blocked.filter(({ place }) => !isFixable(place)),
    ...alerts.map(alertBanner).sort((a, b) => gravity[a.tone] - gravity[b.tone]),
    ...(status.clockAheadMs === undefined ? [] : [clockBanner(status.clockAheadMs)]),
  ];
}

/**
 * The banners on show. A list that says the same is never replaced, so that a screen reader hears
 * each banner once, and one that was dismissed stays away until its trouble has ended.
 */
export class Banners {
  #shown = $state.raw<readonly Banner[]>([]);
  #all: readonly Banner[] = [];
  #dismissed: readonly string[] = [];

  get shown(): readonly Banner[] {
    return this.#shown;
  }

  dismiss(key: string): void {
    this.#dismissed = [...this.#dismissed, key];
    this.#show();
  }

  /** Takes what is wrong now. */
  see(troubles: Troubles): void {
    const next = bannersFor(troubles).map((banner) => this.#all.find(sameAs(banner)) ?? banner);
    const isSame =
      next.length === this.#all.length && next.every((each, index) => each === this.#all[index]);
    if (isSame) return;
    this.#all = next;
    this.#dismissed = this.#dismissed.filter((key) => next.some((banner) => banner.key === key));
    this.#show();
  }

  #show(): void {
    this.#shown = this.#all.filter(({ key }) => !this.#dismissed.includes(key));
  }
}

function sameAs(banner: Banner): (other: Banner) => boolean {
  return ({ key, sentence, remedy }) =>
    key === banner.key && sentence === banner.sentence && remedy === banner.remedy;
}

function isFixable(place: Banner['place']): boolean {
  return typeof place === 'object' && place.isFixable;
}

function accountBanner({ id, name, block }: AccountView): Banner | undefined {
  if (block === undefined) return undefined;
  const { severity, mend } = traitsOf(block);
  // It passes by itself within minutes, and nothing helps meanwhile.
  if (severity === 'info') return undefined;
  const { sentence, remedy } = describeFailure(block);
  return {
    key: `${id} ${block.code}`,
    tone: tones[severity],
    sentence: m.library.warnings.ofAccount(name, sentence),
    remedy,
    about: name,
    place: { accountId: id, isFixable: mend === 'key' || mend === 'address' },
    dismissable: true,
  };
}

function folderBanner(problem: Failure): Banner {
  return {
    key: `folder ${problem.code}`,
    tone: tones[traitsOf(problem).severity],
    ...describeFailure(problem),
    about: m.library.warnings.about.folder,
    place: 'archive',
    // Nothing is archived until it is set right.
    dismissable: false,
  };
}

function alertBanner({ key, alert }: AlertView): Banner {
  return {
    key: `alert ${key}`,
    ...describeAlert(alert),
    place: placeOf(alert),
    ...(isRepairable(alert) && { action: 'repair' }),
    ...(alert.code === 'paused-at-risk' && { action: 'resume' }),
    // Nothing is archived while the work is held back.
    dismissable: alert.code !== 'safe-mode',
    alertKey: key,
  };
}

function placeOf({ code }: Alert): Banner['place'] {
  if (code === 'limit-lifted') return 'downloads';
  if (code === 'accounts-missing') return 'accounts';
  return code === 'forecast-late' ? 'at-risk' : undefined;
}

function isRepairable(alert: Alert): boolean {
  return alert.code === 'scrub-found' && alert.missing + alert.damaged > 0;
}

function clockBanner(aheadMs: number): Banner {
  return {
    key: `clock ${aheadMs > 0 ? 'ahead' : 'behind'}`,
    tone: 'warn',
    ...describeSkew(aheadMs),
    about: m.library.warnings.about.clock,
    place: undefined,
    dismissable: true,
  };
}
