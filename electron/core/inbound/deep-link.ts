import { toTaskId, type TaskId } from '../../shared/id.ts';

/** The scheme of Reelkeep's own links. */
export const linkScheme = 'reelkeep';

/** The longest link that is looked at, in UTF-16 units. */
const maxLength = 64 * 1024;

/** The most ids that are taken from a link: more come in a file. */
const maxIds = 1_000;

/** Whether a word of a command line is meant as a link of Reelkeep's, well-formed or not. */
export function isDeepLink(word: string): boolean {
  return word.slice(0, linkScheme.length + 1).toLowerCase() === `${linkScheme}:`;
}

/**
 * Reads `reelkeep://add?ids=ID,ID`. A link comes from anybody: it names ids and nothing else, no account, no
 * endpoint, no file, and they are only shown.
 * @returns the ids, each once; `undefined` for everything else
 */
export function readDeepLink(link: string): readonly TaskId[] | undefined {
  if (link.length > maxLength || !isDeepLink(link) || !URL.canParse(link)) return undefined;
  const { hostname, pathname, port, username, password, hash, searchParams } = new URL(link);
  const isPlain = [port, username, password, hash].every((part) => part === '');
  if (!isPlain || hostname.toLowerCase() !== 'add' || !['', '/'].includes(pathname))
    return undefined;
  const names = [...searchParams.keys()];
  if (names.length !== 1 || names[0] !== 'ids') return undefined;
  const words = (searchParams.get('ids') ?? '')
    .split(/[\s,;]+/, maxIds + 1)
    .filter((w) => w !== '');
  const ids = words.map(toTaskId);
  if (ids.length === 0 || ids.length > maxIds) return undefined;
  return ids.includes(undefined) ? undefined : [...new Set(ids.filter((id) => id !== undefined))];
}
