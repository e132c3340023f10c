import type { AccountView } from '../../../electron/shared/settings/account.ts';
import type { JsonValue } from '../../../electron/shared/json.ts';
import type { EndpointView } from '../../../electron/shared/endpoint.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
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
  const { names } = m.facts;
  const endpoint = endpoints.find((known) => known.id === task.endpoint);
  const groups: readonly FactGroup[] = [
    { title: m.facts.parameters, facts: parameters(task) },
    { title: m.facts.timeline, facts: timeline(task) },
    ...fileGroups(filesOf(task).filter(({ role }) => role !== 'input')),
    ...inputGroups(task),
    {
      title: m.facts.provider,
      facts: [
        { name: names.taskId, value: task.id, copy: task.id, mono: true },
        { name: names.endpoint, value: endpoint?.label ?? task.endpoint ?? m.facts.unknown },
        { name: names.account, value: account?.name ?? absentAccount(task) },
        ...present(names.parent, task.record?.parentTaskId, (id) => ({
          value: id,
          copy: id,
          mono: true,
        })),
        ...present(names.omitted, task.media?.omitted, (omitted) => ({
          value: m.facts.omitted(omitted),
        })),
        ...present(names.videoId, task.record?.videoId, (id) => ({
          value: id,
          copy: id,
          mono: true,
        })),
        ...present(names.cost, task.record?.creditsConsumed, (credits) => ({
          value: m.facts.credits(credits),
        })),
        ...present(names.generationTime, task.record?.costTimeMs, (ms) => ({
          value: formatDuration(ms),
        })),
        ...(task.state === 'running' || task.state === 'stalled'
          ? [{ name: names.status, value: task.rawState }]
          : []),
        ...(task.state === 'failed' && task.providerCode !== ''
          ? [{ name: names.code, value: task.providerCode }]
          : []),
      ],
    },
  ];
  return groups.filter((group) => group.facts.length > 0);
}

/** An account of another computer has a name all the same. */
function absentAccount({ accountName }: TaskView): string {
  return accountName === undefined ? m.facts.removedAccount : m.facts.absentAccount(accountName);
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
  const { names } = m.facts;
  return [
    { name: names.added, value: formatDateTime(task.addedAtMs) },
    ...moment(names.started, task.record?.startedAtMs),
    ...moment(names.finished, task.record?.finishedAtMs),
    ...moment(names.seenFinished, task.mediaSeenAtMs),
    ...moment(names.archived, task.state === 'archived' ? task.archivedAtMs : undefined),
    ...moment(names.checked, task.state === 'archived' ? readAtMs(task.checkedAtMs) : undefined),
    ...moment(names.ended, 'endedAtMs' in task ? task.endedAtMs : undefined),
    ...moment(names.expires, task.deadlineMs),
  ];
}

/** Each file under a title of its own: a task may have several results. */
function fileGroups(files: readonly ArchivedFile[]): readonly FactGroup[] {
  const results = files.filter(({ role }) => role === 'video');
  return files.map((file) => {
    if (file.role === 'thumbnail') return fileGroup(file, m.facts.files.thumbnail);
    const word = m.facts.files[kindOf(file)];
    const number = results.indexOf(file) + 1;
    return fileGroup(file, results.length > 1 ? m.facts.numbered(word, number) : word);
  });
}

/** What it was made from, saved or not: a title each, for one may be there and another not. */
function inputGroups(task: TaskView): readonly FactGroup[] {
  const kept = filesOf(task).filter(({ role }) => role === 'input');
  const missed = task.state === 'archived' ? (task.inputs ?? []) : [];
  return [
    ...kept.map((file, index) => ({
      ...fileGroup(file, numbered(m.facts.files.input, index)),
      opens: file.path,
    })),
    ...missed.map(({ url, failure, isOver }, index) => ({
      title: numbered(isOver ? m.facts.inputNotSaved : m.facts.inputNotSavedYet, index),
      facts: [
        { name: m.facts.names.link, value: url, copy: url },
        ...present(m.facts.names.reason, failure, (why) => ({
          value: describeFailure(why).sentence,
        })),
        ...(isOver ? [] : [{ name: m.facts.names.next, value: m.facts.savedLater }]),
      ],
    })),
  ];
}

function numbered(title: string, index: number): string {
  return index === 0 ? title : m.facts.numbered(title, index + 1);
}

function fileGroup(file: ArchivedFile, title: string): FactGroup {
  const { width, height, durationMs, codec } = file;
  const { names } = m.facts;
  return {
    title,
    facts: [
      { name: names.path, value: file.path, copy: file.path },
      { name: names.size, value: formatBytes(file.sizeBytes) },
      ...(width === undefined || height === undefined
        ? []
        : [{ name: names.resolution, value: `${String(width)} × ${String(height)}` }]),
      ...present(names.duration, durationMs, (ms) => ({ value: formatDuration(ms) })),
      ...present(names.codec, codec, (letters) => ({ value: codingName(letters) })),
      { name: names.hash, value: shorten(file.sha256), copy: file.sha256, mono: true },
      ...present(names.formerHash, file.formerSha256, (hash) => ({
        value: m.facts.former(shorten(hash)),
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
  if (typeof value === 'boolean') return value ? m.facts.yes : m.facts.no;
  return JSON.stringify(value);
}
