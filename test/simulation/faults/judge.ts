import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../../../electron/shared/task.ts';
import { endMs, hourMs, keptMs, minuteMs, type Course, type Film, type Span } from './course.ts';
import type { FilmHost } from './film-host.ts';
import { bytesOf } from './films.ts';
import { longestMs, within, without } from './spans.ts';

/** On some day, by whatever way. */
const minMs = 10 * minuteMs;

/** A task is asked about at least once a day while its record may live, and an answer takes its time. */
const heardWithinMs = 26 * hourMs;

/** A film that could have been saved, and was not; or one that breaks another promise. */
export interface Violation {
  /** Its number; -1 for what is about none. */
  readonly film: number;
  readonly what: string;
}

/** How a course ended. */
export interface Judgement {
  readonly violations: readonly Violation[];
  /** Films whose files could be fetched for long enough. */
  readonly feasible: number;
  readonly archived: number;
}

/** What is known at the end of a course. */
export interface Evidence {
  /** What was broken on the way. */
  readonly broken: readonly Violation[];
  /** Absolute path of the archive. */
  readonly folder: string;
  /** When Reelkeep ran, and time passed for it. */
  readonly runs: readonly Span[];
  /** When a film's link was first known, by its number. */
  readonly readyAtMs: ReadonlyMap<number, number>;
  readonly host: Pick<FilmHost, 'asked' | 'pauses'>;
  /** For each account when it has asked to be left alone. */
  readonly pauses: ReadonlyMap<number, readonly Span[]>;
  readonly taskOf: (film: Film) => Task | undefined;
  /** Reelkeep runs at the end: then every task can be seen. */
  readonly isRunning: boolean;
}

/** Finds what was promised and not kept: what could be saved is, nothing else is said to be, nobody is pressed. */
export function judge(course: Course, evidence: Evidence): Judgement {
  const feasible = course.films.filter((film) => chanceMs(course, film, evidence) >= minMs);
  const isArchived = (film: Film) => evidence.taskOf(film)?.state === 'archived';
  return {
    violations: [
      ...evidence.broken,
      ...course.films
        .filter((film) => isUnheard(course, film, evidence))
        .map((film) => ({ film: film.number, what: 'was done for a day, and not asked about' })),
      ...course.films.flatMap((film) =>
        wrongsOf(film, evidence).map((what) => ({ film: film.number, what })),
      ),
      ...feasible
        .filter((film) => evidence.isRunning && !isArchived(film))
        .map((film) => ({ film: film.number, what: missed(course, film, evidence) })),
    ],
    feasible: feasible.length,
    archived: course.films.filter(isArchived).length,
  };
}

/** Whether a film's end could have been heard for more than a day, and was not. */
function isUnheard(course: Course, film: Film, evidence: Evidence): boolean {
  const { runs, readyAtMs, taskOf } = evidence;
  if (readyAtMs.has(film.number)) return false;
  // An id that was unknown for hours is one that was not found; by then it is not asked about any more.
  const isForgotten = film.forgotten.some(({ fromMs }) => fromMs > film.startsAtMs);
  if (isForgotten && taskOf(film)?.state === 'not-found') return false;
  const fromMs = Math.max(film.doneAtMs, film.addedAtMs);
  const known = runs.flatMap((run) => within([{ fromMs, toMs: film.goneAtMs }], run));
  const rest = without(known, withoutProvider(course, film, evidence));
  return longestMs(rest) >= heardWithinMs;
}

/** When a film's provider cannot be asked about it. */
function withoutProvider(
  { provider, offline, keyRefused }: Course,
  { account, forgotten }: Film,
  { pauses }: Evidence,
): readonly Span[] {
  return [
    ...provider.filter((each) => each.account === account),
    ...keyRefused.filter((each) => each.account === account),
    ...(pauses.get(account) ?? []),
    ...offline,
    ...forgotten,
  ];
}

function missed(course: Course, film: Film, evidence: Evidence): string {
  const minutes = Math.round(chanceMs(course, film, evidence) / minuteMs);
  const state = evidence.taskOf(film)?.state ?? 'gone';
  return `${film.shape} could be had by ${film.way} for ${String(minutes)} min, and is ${state}`;
}

function wrongsOf(film: Film, { taskOf, folder, host, isRunning }: Evidence): readonly string[] {
  const task = taskOf(film);
  if (task === undefined) return isRunning ? ['is not there any more'] : [];
  // A try at least every seven minutes less a tenth, by three links, and of one that meets trouble two calls.
  const maxAsked = 300 + (3 * 2 * (endMs - film.doneAtMs)) / (6 * minuteMs);
  return [
    ...(task.state === 'archived' && !isOnDisk(task, film, folder) ? ['is not on the disk'] : []),
    ...((host.asked.get(film.number) ?? 0) > maxAsked ? ['was asked for too often'] : []),
  ];
}

function isOnDisk(
  { files }: Extract<Task, { readonly state: 'archived' }>,
  film: Film,
  folder: string,
): boolean {
  const video = files.find(({ role }) => role === 'video');
  if (video === undefined) return false;
  const path = join(folder, video.path);
  return existsSync(path) && readFileSync(path).equals(bytesOf(film));
}

/** The longest time in which everything was such that a film's file could be fetched, in milliseconds. */
function chanceMs(course: Course, film: Film, evidence: Evidence): number {
  const { runs, readyAtMs, host } = evidence;
  const fromMs = readyAtMs.get(film.number);
  if (fromMs === undefined) return 0;
  const { hosts, disk, offline } = course;
  const known = within(film.served, { fromMs, toMs: film.startsAtMs + keptMs });
  const running = runs.flatMap((run) => within(known, run));
  return longestMs(
    without(running, [
      ...hosts.filter((trouble) => trouble.host === film.host),
      ...(host.pauses.get(film.host) ?? []),
      ...disk.filter((span) => span.kind !== 'path' || span.film === film.number),
      ...offline,
      ...(film.way === 'stored' ? [] : withoutProvider(course, film, evidence)),
    ]),
  );
}
