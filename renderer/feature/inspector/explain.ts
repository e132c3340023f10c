import type { Failure } from '../../../electron/shared/failure.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
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
  const checked = checkedAtMs > archivedAtMs ? formatDateTime(checkedAtMs) : undefined;
  const known =
    damage === undefined
      ? m.explain.archivedOn(formatDateTime(archivedAtMs), checked)
      : explainDamage(damage).sentence;
  const { sentence, remedy } = describeFailure(unseen);
  return { tone: 'warn', sentence: m.explain.unseen(known, sentence), remedy };
}

function explainState(task: TaskView, nowMs: number): Explanation {
  const words = m.explain;
  switch (task.state) {
    case 'checking':
      return {
        tone: 'info',
        ...(task.firstMissAtMs === undefined ? words.asking : words.askingAgain),
      };
    case 'running':
      if (task.withoutFileSinceMs !== undefined) {
        return { tone: 'info', ...awaitingFile(task.text) };
      }
      return {
        tone: 'info',
        ...(task.phase === 'unknown' ? words.unknownStatus(task.rawState) : words.atWork),
      };
    case 'ready':
      return { tone: 'info', ...words.ready };
    case 'downloading':
      return { tone: 'info', ...words.downloading };
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
    return { tone: 'warn', ...m.explain.someOmitted(saved, saved + left) };
  }
  return { tone: 'good', ...(checkedAtMs === 0 ? m.explain.unread : m.explain.safe) };
}

function explainDamage({ kind, paths }: ArchiveDamage): Explanation {
  const [path = ''] = paths;
  return { tone: 'bad', ...m.explain[kind](path, Math.max(0, paths.length - 1)) };
}

type ArchivedView = Extract<TaskView, { state: 'archived' }>;

type EndedTask = Extract<TaskView, { state: 'failed' | 'not-found' | 'stalled' | 'lost' }>;

function explainEnd(task: EndedTask, nowMs: number): Explanation {
  switch (task.state) {
    case 'failed':
      return explainFailed(task);
    case 'not-found':
      return {
        tone: 'bad',
        ...(task.endpoint === undefined ? m.explain.notFound : m.explain.notFoundAt(task.endpoint)),
      };
    case 'stalled':
      if (task.withoutFileSinceMs !== undefined) {
        return { tone: 'warn', ...awaitingFile(task.text) };
      }
      return {
        tone: 'warn',
        sentence: m.explain.stalled(task.rawState),
        remedy:
          nowMs - Math.max(task.sinceMs, task.addedAtMs) < askedForMs
            ? m.explain.stalledChecked
            : m.explain.stalledOver,
      };
    case 'lost':
      return {
        tone: 'bad',
        sentence: lostSentence(task, describeLoss(task.cause)),
        remedy: m.explain.lost(promptOf(task) !== ''),
      };
  }
}

function explainFailed(task: Extract<TaskView, { state: 'failed' }>): Explanation {
  const { withoutFile, providerMessage, providerCode } = task;
  if (withoutFile !== undefined) return { tone: 'warn', ...neverAFile(withoutFile.text) };
  const remedy = remedyForFailed(providerCode, providerMessage);
  return {
    tone: 'bad',
    sentence: providerMessage === '' ? m.explain.noReason : providerMessage,
    remedy: providerCode === '' ? remedy : m.explain.withCode(remedy, providerCode),
  };
}

/** Of several results some may be safe. */
function lostSentence(task: TaskView, why: string): string {
  const saved = filesOf(task).filter(({ role }) => role === 'video').length;
  const total = 1 + (task.media?.moreUrls?.length ?? 0);
  return saved === 0 ? why : m.explain.someSaved(saved, total, why);
}
