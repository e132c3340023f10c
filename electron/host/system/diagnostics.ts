import type { Core } from '../../core/app/core.ts';

/** So many of the log's last characters are told. */
const maxLogLength = 6_000;

/** What of the core is told. */
export type ReportedCore = Pick<
  Core,
  'tasks' | 'accounts' | 'alerts' | 'settings' | 'archiveManager'
>;

/** What is told of the computer and of the app. */
export interface SystemFacts {
  readonly appVersion: string;
  readonly electron: string;
  /** Such as `linux x64 6.1.0`. */
  readonly system: string;
  /** Such as `GNOME, wayland`. */
  readonly desktop: string;
  readonly isPackaged: boolean;
  /** The user's own folder, whose name is often theirs. */
  readonly home: string;
  /** The log's text, or its end. */
  readonly log: string;
}

function tally(names: Iterable<string>): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([one], [other]) => one.localeCompare(other));
  return sorted.map(([name, count]) => `${name} ${String(count)}`).join(', ') || 'none';
}

const links = /\bhttps?:\/\/\S+/gi;

/** Puts a folder's use in its place; `/` and what is not chosen are left as they are. */
function withoutFolders(text: string, folders: { readonly [use: string]: string | undefined }) {
  return Object.entries(folders).reduce(
    (rest, [use, path = '']) => (path.length > 1 ? rest.replaceAll(path, `(${use})`) : rest),
    text,
  );
}

/** The end of a text, from the beginning of a line. */
function tailOf(text: string): string {
  if (text.length <= maxLogLength) return text;
  const tail = text.slice(-maxLogLength);
  return tail.slice(tail.indexOf('\n') + 1);
}

/**
 * What helps whoever is to find a mistake, as text: versions, counts, codes of what is wrong, the end of the log.
 * No key (the log has none), no link, no account's name, and no folder that the user has chosen; but the log may name
 * files, and a file's name begins with its prompt.
 */
export function describeForReport(core: ReportedCore, facts: SystemFacts): string {
  const { problem } = core.archiveManager;
  const accounts = core.accounts
    .views()
    .map(({ provider, block }) => `${provider}${block === undefined ? '' : ` (${block.code})`}`);
  const tasks = [...core.tasks.tasks()];
  const hindrances = tasks.flatMap((task) => ('hindrance' in task ? [task.hindrance.code] : []));
  const mirror = core.settings.mirror()?.folder;
  const lines = [
    `Reelkeep ${facts.appVersion}${facts.isPackaged ? '' : ', from its sources'}, Electron ${facts.electron}`,
    `System: ${facts.system}; desktop: ${facts.desktop}`,
    `Videos: ${tally(tasks.map(({ state }) => state))}`,
    `Held up by: ${tally(hindrances)}`,
    `Accounts: ${accounts.join(', ') || 'none'}`,
    `Archive: ${problem?.code ?? 'no trouble'}; mirror: ${mirror === undefined ? 'none' : 'chosen'}`,
    `Shown: ${tally(core.alerts.list().map(({ alert }) => alert.code))}`,
    '',
    tailOf(facts.log).trimEnd(),
  ];
  const { archiveFolder, watchedFolder } = core.settings.current();
  const hidden = { archive: archiveFolder, mirror, watched: watchedFolder, home: facts.home };
  return withoutFolders(lines.join('\n').replaceAll(links, '(link)'), hidden);
}
