import { clean } from '../core/platform/bounds.ts';
import { videos } from '../shared/messages/en/nouns.ts';
import type { PublicTask } from './task-shape.ts';

/** A text on one line of a terminal. */
export function onLine(text: string, most: number): string {
  return clean(text, most).replaceAll(/\s+/g, ' ');
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A time for people: in the computer's zone, as the window tells it. `--json` has UTC. */
function localTime(iso: string): string {
  const time = new Date(iso);
  const day = [time.getFullYear(), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())];
  return `${day.join('-')} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
}

/** A line of `list`: id, state, deadline, prompt. */
export function listLine({ id, state, isPaused, deadline, damage, prompt }: PublicTask): string {
  const word = damage?.kind ?? (isPaused ? `${state}, paused` : state);
  const until = deadline === undefined ? '-' : localTime(deadline);
  return [id, word.padEnd(11), until.padEnd(16), onLine(prompt ?? '', 80)].join('  ').trimEnd();
}

/** What `status` says, as the running app or the data alone tells it. */
export interface StatusResult {
  readonly version: string;
  readonly isRunning: boolean;
  readonly videos: number;
  readonly states: Readonly<Record<string, number>>;
  readonly paused: number;
  readonly damaged: number;
  readonly archiveFolder: string;
  readonly archiveTrouble?: string;
  readonly nearestDeadline?: { readonly id: string; readonly at: string };
  readonly downloads: number;
  readonly bytesPerSecond: number;
  readonly nextCheck?: string;
  readonly accounts: readonly {
    readonly name: string;
    readonly hasKey: boolean;
    readonly trouble?: string;
  }[];
}

/** `status` in lines. */
export function statusLines(status: StatusResult): readonly string[] {
  const { nearestDeadline, archiveTrouble, nextCheck } = status;
  const counts = Object.entries(status.states).filter(([, count]) => count > 0);
  return [
    status.isRunning ? `Reelkeep ${status.version} is running.` : 'Reelkeep is not running.',
    `Videos: ${status.videos.toLocaleString('en')}${counts.length === 0 ? '' : ` (${counts.map(([state, count]) => `${count.toLocaleString('en')} ${state}`).join(', ')})`}`,
    ...(status.paused > 0 ? [`Paused: ${videos(status.paused)}`] : []),
    ...(status.damaged > 0 ? [`Missing or damaged: ${videos(status.damaged)}`] : []),
    ...(nearestDeadline === undefined
      ? []
      : [`Nearest deadline: ${localTime(nearestDeadline.at)} (${nearestDeadline.id})`]),
    ...(status.downloads > 0
      ? [`Downloads: ${status.downloads}, ${Math.round(status.bytesPerSecond / 1000)} kB/s`]
      : []),
    ...(nextCheck === undefined ? [] : [`Next check: ${localTime(nextCheck)}`]),
    `Archive: ${onLine(status.archiveFolder, 4000)}${archiveTrouble === undefined ? '' : ` (${archiveTrouble})`}`,
    ...status.accounts.map(
      ({ name, hasKey, trouble }) =>
        `Account: ${onLine(name, 200)}${trouble === undefined ? (hasKey ? '' : ' (no key)') : ` (${trouble})`}`,
    ),
  ];
}
