import type { Failure } from '../../../failure.ts';
import type { FailureTable, Words } from '../../words.ts';
import { formats } from '../formats.ts';

const moveAway = "If you didn't put it there, move it elsewhere.";

/** What stands in a place that is Reelkeep's, and what to do with it. */
const found: { readonly [K in Extract<Failure, { code: 'foreign-entry' }>['found']]: Words } = {
  link: {
    sentence: 'is a symbolic link where Reelkeep expects a file or folder of its own',
    remedy: 'Delete the link, which leaves what it leads to, or put the real file or folder there.',
  },
  'second-name': {
    sentence: 'is a file with a second name elsewhere (a hard link)',
    remedy: 'Copy the file, delete it here, and give the copy its name.',
  },
  folder: {
    sentence: 'is a folder where a file should be',
    remedy: 'Move the folder elsewhere, or rename it.',
  },
  file: {
    sentence: 'is not the file Reelkeep examined, or a file where a folder should be',
    remedy: moveAway,
  },
  pipe: { sentence: 'is a named pipe where a file should be', remedy: moveAway },
  socket: {
    sentence: "is another program's socket where a file should be",
    remedy: 'Close that program, or move the socket elsewhere.',
  },
  device: { sentence: 'is a device where a file should be', remedy: moveAway },
  other: { sentence: 'is neither a file nor a folder', remedy: moveAway },
};

const ownFolder =
  'Choose or create a separate folder, such as Videos/Reelkeep in your home folder.';

/** What is wrong with a folder, after its path. */
const unsuitable: {
  readonly [R in Extract<Failure, { code: 'folder-unsuitable' }>['reason']]: Words;
} = {
  root: { sentence: 'is the root of the system disk, not a folder for videos.', remedy: ownFolder },
  system: { sentence: "belongs to the system and isn't a folder for videos.", remedy: ownFolder },
  home: {
    sentence: 'is your whole home folder: everything in it would be read as an archive.',
    remedy: 'Choose or create a folder in it, such as Videos/Reelkeep.',
  },
  temporary: {
    sentence: 'is emptied by the system from time to time: no video would be safe in it.',
    remedy: ownFolder,
  },
  file: {
    sentence: 'is a file, not a folder.',
    remedy: 'Choose the folder that contains it, or another one.',
  },
  'below-file': {
    sentence: 'is inside a file, where no folder can be.',
    remedy: 'Check the spelling, or click Choose folder.',
  },
  'not-there': {
    sentence: "doesn't exist.",
    remedy: 'Check the spelling, connect its drive, or click Choose folder.',
  },
};

/** What file systems say of a name that is too long for them, or of letters that they do not have. */
const nameCodes: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'EILSEQ']);

const marker = {
  content: "doesn't say which archive this is.",
  forbidden: "can't be read.",
  foreign: 'is not a regular file.',
} as const;

function restoreMarker(id: string | undefined): string {
  const line =
    id === undefined ? '' : `, or a text file with the one line {"id":"${id}","version":1}`;
  return `Put the file back from a copy of the archive${line}. Reelkeep then resumes automatically.`;
}

/** What goes wrong with folders. */
const folders = {
  'folder-not-absolute': ({ path }) => ({
    sentence: `“${path}” is not a full path.`,
    remedy: 'Enter a full path, such as /home/you/Videos, or click Choose folder.',
  }),
  'folder-not-confirmed': ({ path }) => ({
    sentence: `The folder “${path}” was not confirmed, so nothing was changed.`,
    remedy: 'Press Enter in its field to be asked again, or click Choose folder.',
  }),
  'folder-not-chosen': ({ path }) => ({
    sentence: `No archive folder has been chosen yet; “${path}” is only a suggestion.`,
    remedy: 'Confirm it, or choose another one, in Settings > Archive.',
  }),
  'folder-not-writable': ({ path }) => ({
    sentence: `Reelkeep can't write to “${path}”.`,
    remedy: 'Give Reelkeep permission to write there, or choose another folder.',
  }),
  'folder-missing': ({ path }) => ({
    sentence: `Can't find the archive folder “${path}”.`,
    remedy: 'Connect its drive again, or choose another archive folder. Downloads wait until then.',
  }),
  'folder-not-empty': ({ path }) => ({
    sentence: `The folder “${path}” has other files in it.`,
    remedy: 'Choose an empty folder, or create one in it, so nothing gets mixed up.',
  }),
  'folder-nested': ({ path, other, use, lies }) => ({
    sentence:
      lies === 'same'
        ? `“${path}” is the ${use} folder itself.`
        : lies === 'inside'
          ? `“${path}” is inside the ${use} folder “${other}”.`
          : `“${path}” contains the ${use} folder “${other}”.`,
    remedy: `Choose a folder beside the ${use} folder, or one on another disk.`,
  }),
  'folder-unsuitable': ({ path, reason }) => {
    const { sentence, remedy } = unsuitable[reason];
    return { sentence: `“${path}” ${sentence}`, remedy };
  },
} satisfies Partial<FailureTable>;

/** What goes wrong with disks, and with files on them. */
export const disk = {
  ...folders,
  'marker-unreadable': ({ path, why, id }) => ({
    sentence: `“${path}”, the file that marks the archive, ${marker[why]} Reelkeep has not changed it.`,
    remedy:
      why === 'forbidden'
        ? 'Give Reelkeep permission to read it. Reelkeep then resumes automatically.'
        : restoreMarker(id),
  }),
  'disk-full': ({ path }) => ({
    sentence: `The disk with “${path}” is full.`,
    remedy:
      'Free some space, or choose an archive folder on another disk. Downloads wait until then.',
  }),
  'disk-reserve': ({ path, freeBytes, shortBytes, keptBytes }) => ({
    sentence: `Only ${formats.megabytes(freeBytes)} free on the disk with “${path}”. Reelkeep keeps ${formats.megabytes(keptBytes)} free, so downloads are paused.`,
    remedy: `Free at least ${formats.tensOfMegabytes(shortBytes)}, or choose an archive folder on another disk. Downloads then resume automatically.`,
  }),
  'disk-error': ({ path, detail }) =>
    nameCodes.has(detail)
      ? {
          sentence: `The disk with “${path}” doesn't accept a file's name.`,
          remedy:
            'Choose shorter file names in Settings > Archive and rename the files, or choose a folder on another disk.',
        }
      : {
          sentence: `Can't read or write “${path}”.`,
          remedy: "Check the disk and the folder's permissions.",
        },
  'path-refused': ({ path }) => ({
    sentence: `Can't read or write “${path}”, while the rest of the archive works.`,
    remedy:
      'Reelkeep retries automatically, and other videos continue. Close any program that uses the file, or move away what is in its place.',
  }),
  'name-refused': ({ path, detail }) => ({
    sentence:
      detail === 'EEXIST'
        ? `That disk can't tell the name of “${path}” from that of another file.`
        : `That disk doesn't accept the name of “${path}”.`,
    remedy:
      'Give the file in the archive a shorter, simpler name (letters and digits, no dot or space at the end), or choose a folder on another disk.',
  }),
  'drive-not-answering': ({ path }) => ({
    sentence: `The drive with “${path}” isn't responding.`,
    remedy:
      'Check that it is connected, or reconnect the network drive. Reelkeep then resumes automatically.',
  }),
  'file-of-another': ({ path }) => ({
    sentence: `“${path}” belongs to another video, so it was left as it is.`,
    remedy:
      'Check the archive: if both videos name the same file, move a copy for one of them elsewhere.',
  }),
  'foreign-entry': ({ path, found: what }) => ({
    sentence: `“${path}” ${found[what].sentence}. Reelkeep has neither followed nor changed it.`,
    remedy: `${found[what].remedy} Reelkeep then resumes automatically.`,
  }),
} satisfies Partial<FailureTable>;
