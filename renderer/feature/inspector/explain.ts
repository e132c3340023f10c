import type { Failure } from '../../../electron/shared/failure.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import { describeLoss } from '../../../electron/shared/messages/loss.ts';
import { awaitingFile, neverAFile } from '../../../electron/shared/messages/without-file.ts';
import { remedyForFailed } from '../../../electron/shared/messages/failed.ts';
import { filesOf, type ArchiveDamage, type TaskView } from '../../../electron/shared/task.ts';
import { describeHold, type Hold } from '../../state/library/held-up.ts';
import { formatDateTime } from '../../ui/format.ts';
import { promptOf } from '../task/wording.ts';

/** Why a task is where it is, and what the user can do or expect. */
export interface Explanation {
  readonly tone: 'info' | 'good' | 'warn' | 'bad';
  readonly sentence: string;
  readonly remedy?: string;
}

/** A stalled task is asked about by itself while its record may live: two months. */
const askedForMs = 60 * 24 * 60 * 60 * 1000;

/** What an explanation needs to know beside the task. */
interface Circumstances {
  readonly nowMs: number;
  readonly hold?: Hold | undefined;
  /** Why its archive cannot be seen right now. */
  readonly unseen?: Failure | undefined;
}

/** The explanation of a task's state, in a sentence or two. */
export function explain(task: TaskView, { nowMs, hold, unseen }: Circumstances): Explanation {
  // Of a stalled one there is more to say than that it is.
  if (hold !== undefined && hold.kind !== 'stalled') return { tone: 'warn', ...describeHold(hold) };
  if (task.state === 'archived' && unseen !== undefined) return explainUnseen(task, unseen);
  return explainState(task, nowMs);
}

/** Nobody can say that what cannot be seen is safe. */
function explainUnseen(task: ArchivedView, unseen: Failure): Explanation {
  const { archivedAtMs, checkedAtMs = 0, damage } = task;
  const known =
    damage === undefined
      ? `Archived on ${formatDateTime(archivedAtMs)}${checkedAtMs > archivedAtMs ? `, last checked on ${formatDateTime(checkedAtMs)}` : ''}.`
      : explainDamage(damage).sentence;
  const { sentence, remedy } = describeFailure(unseen);
  return {
    tone: 'warn',
    sentence: `${known} Its file cannot be looked at right now: ${sentence}`,
    remedy,
  };
}

function explainState(task: TaskView, nowMs: number): Explanation {
  switch (task.state) {
    case 'checking':
      return task.firstMissAtMs === undefined
        ? { tone: 'info', sentence: 'Reelkeep asks the provider about this ID.' }
        : {
            tone: 'info',
            sentence: 'The provider does not know this ID yet.',
            remedy: 'That can happen in the first moments. Reelkeep asks again.',
          };
    case 'running':
      if (task.withoutFileSinceMs !== undefined) {
        return { tone: 'info', ...awaitingFile(task.text) };
      }
      return task.phase === 'unknown'
        ? {
            tone: 'info',
            sentence: `The provider calls it “${task.rawState}”, a word that Reelkeep does not know.`,
            remedy: 'Reelkeep goes on asking until it ends.',
          }
        : {
            tone: 'info',
            sentence: 'The provider is at work on it.',
            remedy: 'Reelkeep fetches the video as soon as it is done.',
          };
    case 'ready':
      return { tone: 'info', sentence: 'Finished at the provider; waiting for its download.' };
    case 'downloading':
      return { tone: 'info', sentence: 'The video is on its way to your archive.' };
    case 'archived':
      return task.damage === undefined ? explainSafe(task) : explainDamage(task.damage);
    default:
      return explainEnd(task, nowMs);
  }
}

function explainSafe({ checkedAtMs, media, files }: ArchivedView): Explanation {
  const left = media?.omitted ?? 0;
  if (left > 0) {
    const saved = files.filter(({ role }) => role === 'video').length;
    return {
      tone: 'warn',
      sentence: `${saved} of ${saved + left} results are in your archive.`,
      remedy:
        'Reelkeep saves no more of one video. Save the others at the provider before their links die.',
    };
  }
  return checkedAtMs === 0
    ? {
        tone: 'good',
        sentence: 'In your archive: size and structure are right.',
        remedy: 'The next check reads every byte.',
      }
    : { tone: 'good', sentence: 'Safe in your archive, proven byte for byte.' };
}

function explainDamage({ kind, paths }: ArchiveDamage): Explanation {
  const [path = ''] = paths;
  const more = paths.length > 1 ? ` and ${(paths.length - 1).toLocaleString('en')} more` : '';
  return {
    tone: 'bad',
    sentence:
      kind === 'missing'
        ? `The archive has no such file any more: “${path}”${more}.`
        : `“${path}”${more} is not what was archived: the disk or another program has changed it.`,
    remedy:
      kind === 'missing'
        ? 'Repair takes it from the mirror, or from the provider while it still has it. Or put it back, and check the archive again.'
        : 'Repair takes it from the mirror, or from the provider while it still has it. A damaged file is kept beside the new one. Or put a good copy in its place, and check the archive again.',
  };
}

type ArchivedView = Extract<TaskView, { state: 'archived' }>;

type EndedTask = Extract<TaskView, { state: 'failed' | 'not-found' | 'stalled' | 'lost' }>;

function explainEnd(task: EndedTask, nowMs: number): Explanation {
  switch (task.state) {
    case 'failed':
      if (task.withoutFile !== undefined) {
        return { tone: 'warn', ...neverAFile(task.withoutFile.text) };
      }
      return {
        tone: 'bad',
        sentence:
          task.providerMessage === '' ? 'The provider gave no reason.' : task.providerMessage,
        remedy: [
          remedyForFailed(task.providerCode, task.providerMessage),
          task.providerCode === '' ? '' : `The provider's code is ${task.providerCode}.`,
        ]
          .filter(Boolean)
          .join(' '),
      };
    case 'not-found':
      return explainNotFound(task);
    case 'stalled':
      if (task.withoutFileSinceMs !== undefined) {
        return { tone: 'warn', ...awaitingFile(task.text) };
      }
      return {
        tone: 'warn',
        sentence: `No end after an hour; the provider still says “${task.rawState}”.`,
        remedy:
          nowMs - Math.max(task.sinceMs, task.addedAtMs) < askedForMs
            ? 'Reelkeep asks now and then, at least once a day. Press Check now to ask at once.'
            : 'Reelkeep has asked for two months, and asks no more by itself. Press Check now to ask again, or see at the provider what became of it.',
      };
    case 'lost':
      return {
        tone: 'bad',
        sentence: [savedWords(task), describeLoss(task.cause)].filter(Boolean).join(' '),
        remedy: lostWords(task),
      };
  }
}

function explainNotFound({ endpoint }: EndedTask): Explanation {
  return endpoint === undefined
    ? {
        tone: 'bad',
        sentence: 'No account that could be asked knows this ID.',
        remedy:
          'Check the ID. Only the account that made a task can see it: add that account in Settings, then add the ID again. If it is very new, press Check now.',
      }
    : {
        tone: 'bad',
        sentence: `No account that could be asked knows this ID at the endpoint “${endpoint}”, the only one asked.`,
        remedy:
          'Add the ID again with the endpoint Auto-detect. If it is very new, press Check now.',
      };
}

/** Of several results some may be safe. */
function savedWords(task: TaskView): string {
  const saved = filesOf(task).filter(({ role }) => role === 'video').length;
  if (saved === 0) return '';
  const total = 1 + (task.media?.moreUrls?.length ?? 0);
  return `${String(saved)} of ${String(total)} results ${saved === 1 ? 'was' : 'were'} saved to your archive.`;
}

function lostWords(task: TaskView): string {
  const left =
    promptOf(task) === ''
      ? 'Its parameters are kept below.'
      : 'The prompt and its parameters are kept, so that you can make the video again.';
  return `Every way to the file was tried, again and again. ${left} Reelkeep still looks now and then, and takes it up by itself should it be back.`;
}
