import type { DataFolderTrouble } from '../../../data-folder-trouble.ts';
import { formats } from '../formats.ts';

const unusable: { readonly [R in DataFolderTrouble['reason']]: (path: string) => string } = {
  'not-writable': (path) => `${path} can't be written to`,
  'not-readable': (path) => `${path} can't be read`,
  'not-to-be-made': (path) => `it doesn't exist and can't be created in ${path}`,
  'read-only': (path) => `the disk with ${path} is read-only`,
  full: (path) => `the disk with ${path} is full`,
  other: (path) => `${path} can't be used`,
};

/** What keeps Reelkeep from starting, in a box of the system's. */
export const start = {
  quit: 'Quit',
  dataFolder: {
    message: "Reelkeep can't use its data folder",
    sentence: (folder: string, path: string, reason: DataFolderTrouble['reason']) =>
      `Reelkeep keeps your library, settings and keys in ${folder}, but ${unusable[reason](path)}. Reelkeep has not started; nothing was changed.`,
    errorCode: (code: string) => `Error code: ${code}`,
    freeSpace: 'Free some space on that disk, then start Reelkeep again.',
    makeWritable: 'Make that disk writable again, then start Reelkeep again.',
    allow: (path: string) => `Allow your user to write to ${path}, then start Reelkeep again.`,
    command: 'To fix it, enter this in a terminal, then start Reelkeep again:',
    commandOfAnother:
      'It belongs to another user, as after a start with sudo or a restored backup. To fix it, enter this in a terminal, then start Reelkeep again:',
  },
  taken: {
    running: 'Reelkeep is already running',
    unsure: 'Reelkeep may be running elsewhere',
    who: (
      who: { readonly pid: number; readonly host: string; readonly sinceMs: number },
      folder: string,
    ) =>
      `Process ${String(who.pid)} on ${who.host} has been using ${folder} since ${formats.dateTime(who.sinceMs)}. Two at once would overwrite each other's library, so this one does not start.`,
    runningRemedy: 'Switch to its window, or quit it there and start it here again.',
    unsureRemedy:
      'Quit Reelkeep there, then start it here again. If it no longer runs there, start it anyway.',
    startAnyway: 'Start anyway',
  },
};
