import type { AlertCode, AlertView } from '../../shared/alert.ts';
import type { Failure } from '../../shared/failure.ts';
import { traitsOf, type AccountBackoffKind } from '../../shared/failure-traits.ts';
import type { AccountId } from '../../shared/id.ts';
import type { NoticeSeverity } from '../../shared/notice.ts';
import { m } from '../../shared/messages/catalogue.ts';
import { describeAlert } from '../../shared/messages/alerts.ts';
import { describeFailure } from '../../shared/messages/failures.ts';

const minuteMs = 60_000;

/** Something that holds up the work, or that only the user can set right. */
export interface Trouble {
  /** The same for as long as it is the same trouble. */
  readonly key: string;
  readonly severity: NoticeSeverity;
  readonly title: string;
  readonly body: string;
  /** It is told only when it has lasted for so long. */
  readonly afterMs: number;
  /** Its end is worth a line in the inbox: it is not that the user has taken note of it. */
  readonly tellsEnd: boolean;
}

/** What is in trouble right now. */
export interface TroubleSources {
  readonly alerts: readonly AlertView[];
  /** What stands in the way of the archive's folder. */
  readonly archive: Failure | undefined;
  /** Accounts that are not asked right now, and why. */
  readonly accounts: readonly {
    readonly id: AccountId;
    readonly name: string;
    readonly failure: Failure;
  }[];
}

/** How an alert is told outside the window. `no`: the window alone tells it. */
type Told = 'no' | Pick<Trouble, 'severity' | 'afterMs' | 'tellsEnd'>;

const atOnce = { severity: 'warning', afterMs: 0, tellsEnd: false } as const;
const passing = { severity: 'warning', afterMs: minuteMs, tellsEnd: true } as const;

/** Every alert; a code without a row does not compile. */
const alertRows: { readonly [C in AlertCode]: Told } = {
  'safe-mode': { ...atOnce, severity: 'urgent' },
  'job-failed': atOnce,
  'scrub-found': 'no', // said below: only where videos are missing or damaged
  'repair-ended': 'no',
  rebuilt: 'no',
  'move-stopped': atOnce,
  'limit-lifted': 'no',
  'forecast-late': { ...passing, severity: 'urgent', tellsEnd: false },
  'paused-at-risk': 'no', // each of them is warned of by its own deadline
  'host-refuses': { ...passing, afterMs: 10 * minuteMs },
  'archive-moved': 'no',
  'files-left': 'no',
  'manifest-odd': 'no',
  'trash-refused': 'no',
  'trash-waits': 'no',
  'state-restored': 'no',
  'state-lost': { ...atOnce, severity: 'urgent' },
  'state-unwritable': { ...passing, severity: 'urgent' },
  'ledger-newer': { ...atOnce, severity: 'urgent' },
  'accounts-missing': { ...atOnce, severity: 'urgent' },
};

/** How long an account's trouble lasts before it is told; `never`: it passes by itself. */
const accountDelays: { readonly [K in AccountBackoffKind]: number | 'never' } = {
  'until-changed': 0,
  keyring: 0,
  quota: 0,
  'rate-limit': 'never',
  maintenance: 15 * minuteMs,
  network: 10 * minuteMs,
  answer: 10 * minuteMs,
};

/** A drive that is plugged in again at once is no trouble. */
const archiveAfterMs = 30_000;

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ofAlert({ key, alert }: AlertView): readonly Trouble[] {
  const isFound = alert.code === 'scrub-found' && alert.missing + alert.damaged > 0;
  const row = isFound ? atOnce : alertRows[alert.code];
  if (row === 'no') return [];
  const { about, sentence, remedy } = describeAlert(alert);
  const title = capitalised(about);
  return [{ key: `alert ${key}`, title, body: `${sentence}\n${remedy}`, ...row }];
}

function ofArchive(failure: Failure | undefined): readonly Trouble[] {
  // The first steps ask for the folder.
  if (failure === undefined || failure.code === 'folder-not-chosen') return [];
  const { sentence, remedy } = describeFailure(failure);
  return [
    {
      key: `archive ${failure.code}`,
      severity: 'urgent',
      title: m.notices.trouble.archive,
      body: `${sentence}\n${remedy}`,
      afterMs: archiveAfterMs,
      tellsEnd: true,
    },
  ];
}

function ofAccount({ id, name, failure }: TroubleSources['accounts'][number]): readonly Trouble[] {
  const { account } = traitsOf(failure);
  const afterMs = account === undefined ? 'never' : accountDelays[account];
  if (afterMs === 'never') return [];
  const { sentence, remedy } = describeFailure(failure);
  // A network that is away is one trouble, however many accounts meet it.
  const isNetwork = account === 'network';
  return [
    {
      key: isNetwork ? 'network' : `account ${id} ${failure.code}`,
      severity: account === 'until-changed' || account === 'quota' ? 'urgent' : 'warning',
      title: isNetwork ? m.notices.trouble.network : m.notices.trouble.account(name),
      body: `${sentence}\n${remedy}`,
      afterMs,
      tellsEnd: true,
    },
  ];
}

/** The troubles of now, each once. */
export function troublesOf({ alerts, archive, accounts }: TroubleSources): readonly Trouble[] {
  const all = [...ofArchive(archive), ...accounts.flatMap(ofAccount), ...alerts.flatMap(ofAlert)];
  return [...new Map(all.map((trouble) => [trouble.key, trouble])).values()];
}
