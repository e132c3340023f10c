import type { VersionNotes } from '../../shared/update.ts';
import { clean } from '../platform/bounds.ts';

const heading = /^## \[(?<version>[^\]]{1,40})\](?: - (?<date>\d{4}-\d{2}-\d{2}))?\s*$/;

/** No more is shown of a changelog. */
const most = { versions: 20, items: 500, length: 2_000 } as const;

/** A text without the marks of Markdown that a changelog of ours has: emphasis, code, and links. */
export function withoutMarks(text: string): string {
  return text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/`([^`]*)`/g, '$1');
}

function plain(text: string): string {
  return clean(withoutMarks(text), most.length);
}

interface Group {
  readonly title: string;
  readonly items: string[];
}

interface Section {
  readonly version: string;
  readonly date?: string;
  readonly groups: Group[];
}

function take(section: Section, line: string): void {
  if (line.startsWith('### ')) section.groups.push({ title: plain(line.slice(4)), items: [] });
  else if (line.startsWith('- ')) {
    if (section.groups.length === 0) section.groups.push({ title: '', items: [] });
    section.groups.at(-1)?.items.push(plain(line.slice(2)));
  } else if (/^\s+\S/.test(line)) {
    // An item that goes on in its next line.
    const items = section.groups.at(-1)?.items ?? [];
    const last = items.pop();
    if (last !== undefined) items.push(clean(`${last} ${plain(line)}`, most.length));
  }
}

/**
 * What is new in each version, the newest first, out of a changelog as keepachangelog.com has it.
 * @returns at most twenty versions that say anything
 */
export function readChangelog(changelog: string): readonly VersionNotes[] {
  const sections: Section[] = [];
  for (const line of changelog.split(/\r?\n/)) {
    const found = heading.exec(line)?.groups;
    if (found !== undefined) {
      if (sections.length === most.versions) break;
      const { version = '', date } = found;
      sections.push({ version, ...(date !== undefined && { date }), groups: [] });
      continue;
    }
    const section = sections.at(-1);
    if (section !== undefined) take(section, line);
  }
  return sections.flatMap((section) => {
    const groups = section.groups
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) => ({ title, items: items.slice(0, most.items) }));
    return groups.length === 0 ? [] : [{ ...section, groups }];
  });
}
