import type { AccountView } from '../../../electron/shared/settings/account.ts';
import type { JsonValue } from '../../../electron/shared/json.ts';
import type { EndpointView } from '../../../electron/shared/endpoint.ts';
import { creditWords } from '../../../electron/shared/messages/amounts.ts';
import { codingName } from '../../../electron/shared/messages/coding.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import { filesOf, type ArchivedFile, type TaskView } from '../../../electron/shared/task.ts';
import { formatBytes, formatDateTime, formatDuration, shorten } from '../../ui/format.ts';
import { kindOf } from '../task/result.ts';

/** One line of the details. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** What its button copies, when the value is worth copying. */
  readonly copy?: string;
  /** Ids and hashes. */
  readonly mono?: boolean;
}

/** A headed group of lines. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Path of the file that it is about, when that is opened from here. */
  readonly opens?: string;
}

/** Everything known about a task, in groups; empty groups are left out. */
export function gatherFacts(
  task: TaskView,
  accounts: readonly AccountView[],
  endpoints: readonly EndpointView[],
): readonly FactGroup[] {
  const account = accounts.find((known) => known.id === task.accountId);
  const endpoint = endpoints.find((known) => known.id === task.endpoint);
  const groups: readonly FactGroup[] = [
    { title: 'Parameters', facts: parameters(task) },
    { title: 'Timeline', facts: timeline(task) },
    ...fileGroups(filesOf(task).filter(({ role }) => role !== 'input')),
    ...inputGroups(task),
    {
      title: 'Provider',
      facts: [
        { name: 'Task ID', value: task.id, copy: task.id, mono: true },
        { name: 'Endpoint', value: endpoint?.label ?? task.endpoint ?? 'Not known yet' },
        { name: 'Account', value: account?.name ?? absentAccount(task) },
        ...present('Parent task', task.record?.parentTaskId, (id) => ({
          value: id,
          copy: id,
          mono: true,
        })),
        ...present('Results left out', task.media?.omitted, (omitted) => ({
          value: `${String(omitted)} more than Reelkeep saves of one video`,
        })),
        ...present('Video ID', task.record?.videoId, (id) => ({ value: id, copy: id, mono: true })),
        ...present('Cost', task.record?.creditsConsumed, (credits) => ({
          value: creditWords(credits),
        })),
        ...present('Generation time', task.record?.costTimeMs, (ms) => ({
          value: formatDuration(ms),
        })),
        ...(task.state === 'running' || task.state === 'stalled'
          ? [{ name: "Provider's word", value: task.rawState }]
          : []),
        ...(task.state === 'failed' && task.providerCode !== ''
          ? [{ name: 'Code', value: task.providerCode }]
          : []),
      ],
    },
  ];
  return groups.filter((group) => group.facts.length > 0);
}

/** An account of another computer has a name all the same. */
function absentAccount({ accountName }: TaskView): string {
  return accountName === undefined ? 'Removed account' : `${accountName} (not on this computer)`;
}

/** 0 stands for: not since the library was read from the archive. */
function readAtMs(checkedAtMs: number | undefined): number | undefined {
  return checkedAtMs === 0 ? undefined : checkedAtMs;
}

function parameters(task: TaskView): readonly Fact[] {
  return Object.entries(task.record?.parameters ?? {})
    .filter(([name, value]) => name !== 'prompt' && value !== null && value !== '')
    .map(([name, value]) => ({ name: toWords(name), value: toText(value) }));
}

function timeline(task: TaskView): readonly Fact[] {
  return [
    { name: 'Added', value: formatDateTime(task.addedAtMs) },
    ...moment('Started', task.record?.startedAtMs),
    ...moment('Finished', task.record?.finishedAtMs),
    ...moment('Seen finished', task.mediaSeenAtMs),
    ...moment('Archived', task.state === 'archived' ? task.archivedAtMs : undefined),
    ...moment('Last checked', task.state === 'archived' ? readAtMs(task.checkedAtMs) : undefined),
    ...moment('Ended', 'endedAtMs' in task ? task.endedAtMs : undefined),
    ...moment('Link dies by', task.deadlineMs),
  ];
}

const fileWords = { video: 'Video file', picture: 'Picture file', sound: 'Sound file' } as const;

/** Each file under a title of its own: a task may have several results. */
function fileGroups(files: readonly ArchivedFile[]): readonly FactGroup[] {
  const results = files.filter(({ role }) => role === 'video');
  return files.map((file) => {
    if (file.role === 'thumbnail') return fileGroup(file, 'Thumbnail file');
    const word = fileWords[kindOf(file)];
    const number = String(results.indexOf(file) + 1);
    return fileGroup(file, results.length > 1 ? `${word} ${number}` : word);
  });
}

/** What it was made from, saved or not: a title each, for one may be there and another not. */
function inputGroups(task: TaskView): readonly FactGroup[] {
  const kept = filesOf(task).filter(({ role }) => role === 'input');
  const missed = task.state === 'archived' ? (task.inputs ?? []) : [];
  return [
    ...kept.map((file, index) => ({
      ...fileGroup(file, numbered('Input file', index)),
      opens: file.path,
    })),
    ...missed.map(({ url, failure, isOver }, index) => ({
      title: numbered(isOver ? 'Input not saved' : 'Input not saved yet', index),
      facts: [
        { name: 'Link', value: url, copy: url },
        ...present('Why', failure, (why) => ({ value: describeFailure(why).sentence })),
        ...(isOver ? [] : [{ name: 'Next', value: 'It is fetched when no video is waiting.' }]),
      ],
    })),
  ];
}

function numbered(title: string, index: number): string {
  return index === 0 ? title : `${title} ${String(index + 1)}`;
}

function fileGroup(file: ArchivedFile, title: string): FactGroup {
  const { width, height, durationMs, codec } = file;
  return {
    title,
    facts: [
      { name: 'Path', value: file.path, copy: file.path },
      { name: 'Size', value: formatBytes(file.sizeBytes) },
      ...(width === undefined || height === undefined
        ? []
        : [{ name: 'Resolution', value: `${String(width)} × ${String(height)}` }]),
      ...present('Duration', durationMs, (ms) => ({ value: formatDuration(ms) })),
      ...present('Coding', codec, (letters) => ({ value: codingName(letters) })),
      { name: 'SHA-256', value: shorten(file.sha256), copy: file.sha256, mono: true },
      ...present('First SHA-256', file.formerSha256, (hash) => ({
        value: `${shorten(hash)}, before it was fetched again`,
        copy: hash,
        mono: true,
      })),
    ],
  };
}

function moment(name: string, atMs: number | undefined): readonly Fact[] {
  return present(name, atMs, (ms) => ({ value: formatDateTime(ms) }));
}

function present<T>(
  name: string,
  value: T | undefined,
  show: (value: T) => Omit<Fact, 'name'>,
): readonly Fact[] {
  return value === undefined ? [] : [{ name, ...show(value) }];
}

/** `aspectRatio` and `aspect_ratio` become `Aspect ratio`. */
function toWords(name: string): string {
  const words = name
    .replace(/_/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1).replace(/\burl\b/, 'URL');
}

function toText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return JSON.stringify(value);
}
