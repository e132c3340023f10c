import { formats } from '../formats.ts';
import { counted, form } from '../plural.ts';
import { files, videos } from '../nouns.ts';

const entries = (count: number) => counted(count, { one: 'entry', other: 'entries' });

/** What is said of videos before they are removed. */
export interface Removal {
  readonly count: number;
  /** Some of them are archived. */
  readonly hasFiles: boolean;
  /** Their files go to the system trash. */
  readonly withFiles: boolean;
  /** For how long they can be restored. */
  readonly days: number;
}

/** How videos are removed, restored and forgotten. */
export const removed = {
  title: 'Removed',
  text: 'You can restore removed videos for 30 days. After that, Reelkeep deletes their entries.',
  list: 'Removed videos',
  row: (title: string) => `${title}, removed`,
  empty: 'Nothing has been removed.',
  restore: 'Restore',
  restoreAll: 'Restore all',
  restoreSome: (count: number) => `Restore ${videos(count)}`,
  deleteAll: 'Delete all entries',
  deleteSome: (count: number) => `Delete ${entries(count)}`,
  ask: {
    title: 'Remove from the library?',
    videos,
    what: ({ count, hasFiles, withFiles, days }: Removal) =>
      [
        `Reelkeep stops tracking ${count === 1 ? 'it' : 'them'}.`,
        ...(hasFiles
          ? [
              `${count === 1 ? 'Its files' : 'Archived files'} ${withFiles ? 'go to the system trash in a minute' : 'stay where they are'}.`,
            ]
          : []),
        `You can restore ${count === 1 ? 'it' : 'them'} from Removed for ${String(days)} days.`,
      ].join(' '),
    risk: (left: string | undefined) =>
      left === undefined
        ? "It isn't archived yet and won't be saved."
        : `It isn't archived yet and won't be saved. Its link expires in ${left} at most.`,
    risks: (count: number, left: string | undefined) => {
      const what = `${form(count, { one: "1 isn't", other: `${formats.grouped(count)} aren't` })} archived yet and won't be saved.`;
      return left === undefined ? what : `${what} The first link expires in ${left} at most.`;
    },
    withFiles: 'Also move the files to the system trash',
    filesHint: (count: number, sizeBytes: number) =>
      `${files(count)}, ${formats.bytes(sizeBytes)}. Mirror copies are kept.`,
    cancel: 'Cancel',
    remove: 'Remove',
    removeWithFiles: 'Remove with files',
  },
  forget: {
    title: (count: number) => `Delete ${entries(count)} permanently?`,
    text: (count: number) =>
      `${count === 1 ? "It can't" : "They can't"} be restored after that. Files in the archive stay there.`,
    due: (count: number) => `The files of ${videos(count)} go to the system trash right away.`,
    delete: 'Delete',
  },
  details: {
    several: (count: number) =>
      `${counted(count, { one: 'removed video', other: 'removed videos' })} selected`,
    when: (dateTime: string) => `Removed on ${dateTime}.`,
    filesGone:
      'Restoring brings back the entry. To get the video back too, restore its files from the system trash first.',
    left: 'Files that stayed',
    why: {
      changed: 'changed since it was archived',
      'not-a-file': 'no longer a regular file',
      outside: 'its path leads out of the archive',
      shared: 'it also belongs to another video',
      refused: "it couldn't be moved to the system trash",
    },
    leftFile: (path: string, why: string) => `${path}: ${why}`,
    moveNow: 'Move files now',
  },
  since: (when: string) => `Removed ${when}`,
  fate: {
    waiting: (why: string) => `Files not moved to the system trash yet: ${why}`,
    due: (count: number, sizeBytes: number) =>
      `${files(count)}, ${formats.bytes(sizeBytes)}: to the system trash in a minute`,
    gone: (count: number, left: number) =>
      left === 0
        ? `${files(count)} in the system trash`
        : `${files(count)} in the system trash, ${formats.grouped(left)} not moved`,
    kept: (count: number, sizeBytes: number) =>
      `${files(count)} in the archive, ${formats.bytes(sizeBytes)}`,
    none: 'No files',
    link: (left: string) => `Not archived; its link expires in ${left} at most`,
  },
  told: {
    removed: (title: string) => `“${title}” removed.`,
    removedSome: (count: number) => `${videos(count)} removed.`,
    withFiles: (what: string) => `${what} The files go to the system trash in a minute.`,
    undo: 'Undo',
    notRemoved: (count: number, why: string) => `${videos(count)} could not be removed. ${why}`,
    restored: (title: string) => `“${title}” restored.`,
    restoredSome: (count: number) => `${videos(count)} restored.`,
    notRestored: (count: number, why: string) => `${videos(count)} could not be restored. ${why}`,
    filesInTrash: (count: number) =>
      count === 1
        ? 'Its files are in the system trash.'
        : `The files of ${videos(count)} are in the system trash.`,
    filesInTrashRemedy: 'Restore them there, then check the archive in Settings, under Archive.',
    moved: 'Moved to the system trash.',
  },
};
