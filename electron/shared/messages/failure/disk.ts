import type { DiskFailure, Failure } from '../../failure.ts';
import { megabytes, quote, tensOfMegabytes } from '../amounts.ts';
import type { Words } from '../words.ts';

const moveAway = 'If you did not put it there, move it elsewhere.';

/** What stands in a place that is Reelkeep's, and what to do with it. */
const foundWords: {
  readonly [K in Extract<Failure, { code: 'foreign-entry' }>['found']]: Words;
} = {
  link: {
    sentence: 'is a symbolic link where a file or folder of its own should be',
    remedy: 'Delete the link, which leaves what it leads to, or put the real file or folder there.',
  },
  'second-name': {
    sentence: 'is a file with a second name elsewhere (a hard link)',
    remedy: 'Copy the file, delete it here, and give the copy its name.',
  },
  folder: {
    sentence: 'is a folder where a file should be',
    remedy: 'Move the folder elsewhere, or give it another name.',
  },
  file: {
    sentence: 'is another file than the one that was examined, or a file where a folder should be',
    remedy: moveAway,
  },
  pipe: { sentence: 'is a named pipe where a file should be', remedy: moveAway },
  socket: {
    sentence: 'is a socket of another program where a file should be',
    remedy: 'End that program, or move the socket elsewhere.',
  },
  device: { sentence: 'is a device where a file should be', remedy: moveAway },
  other: { sentence: 'is neither a file nor a folder', remedy: moveAway },
};

const madeIn =
  'Choose a folder of its own, or make one: Videos/Reelkeep in your own folder will do.';

/** What is wrong with a folder, after its path. */
const unsuitableWords: {
  readonly [R in Extract<Failure, { code: 'folder-unsuitable' }>['reason']]: Words;
} = {
  root: { sentence: "is the root of the system's disk, and no folder for videos.", remedy: madeIn },
  system: { sentence: 'belongs to the system, and is no folder for videos.', remedy: madeIn },
  home: {
    sentence:
      'is your own folder as a whole: everything that you have would be read as an archive.',
    remedy: 'Choose or make a folder in it, Videos/Reelkeep for example.',
  },
  temporary: {
    sentence: 'is emptied by the system from time to time: no video would be safe in it.',
    remedy: madeIn,
  },
  file: {
    sentence: 'is a file, not a folder.',
    remedy: 'Choose the folder that it lies in, or another one.',
  },
  'below-file': {
    sentence: 'lies below a file, where no folder can be.',
    remedy: 'Check the spelling, or press Choose folder.',
  },
  'not-there': {
    sentence: 'is not there.',
    remedy: 'Check the spelling, connect its drive, or press Choose folder.',
  },
};

type DiskCode = Extract<
  DiskFailure['code'],
  | 'folder-not-absolute'
  | 'folder-not-confirmed'
  | 'folder-not-chosen'
  | 'folder-not-writable'
  | 'folder-missing'
  | 'marker-unreadable'
  | 'folder-not-empty'
  | 'folder-nested'
  | 'folder-unsuitable'
  | 'disk-full'
  | 'disk-reserve'
  | 'disk-error'
  | 'path-refused'
  | 'name-refused'
  | 'drive-not-answering'
  | 'foreign-entry'
  | 'file-of-another'
>;

/** What file systems say of a name that is too long for them, or of letters that they do not have. */
const nameCodes: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'EILSEQ']);

const markerWords: {
  readonly [W in Extract<Failure, { code: 'marker-unreadable' }>['why']]: string;
} = {
  content: 'does not say which archive this is.',
  forbidden: 'may not be read.',
  foreign: 'is not a regular file.',
};

/** The words of what goes wrong with folders and disks. */
export const diskWords: {
  readonly [C in DiskCode]: (failure: Extract<Failure, { code: C }>) => Words;
} = {
  'folder-not-absolute': ({ path }) => ({
    sentence: `${quote(path)} is not a full path.`,
    remedy: 'Enter the whole path from the root or the drive on, or press Choose folder.',
  }),
  'folder-not-confirmed': ({ path }) => ({
    sentence: `The folder ${quote(path)} was not confirmed, so nothing has changed.`,
    remedy: 'Press Enter in its field to be asked again, or press Choose folder.',
  }),
  'folder-not-chosen': ({ path }) => ({
    sentence: `No archive folder has been chosen yet; ${quote(path)} is only proposed.`,
    remedy: 'Confirm it, or choose another one, in Settings, Archive.',
  }),
  'folder-not-writable': ({ path, detail }) => ({
    sentence: `Reelkeep cannot write to ${quote(path)} (${detail}).`,
    remedy: 'Allow writing there, or choose another folder.',
  }),
  'folder-missing': ({ path }) => ({
    sentence: `The archive folder ${quote(path)} is not there.`,
    remedy: 'Connect its drive again, or choose another archive folder. Downloads wait until then.',
  }),
  'marker-unreadable': ({ path, why, id }) => ({
    sentence: `${quote(path)}, the file that marks the archive, ${markerWords[why]} Reelkeep has not changed it.`,
    remedy:
      why === 'forbidden'
        ? 'Allow reading it. Reelkeep then goes on by itself.'
        : `Put the file in its place back from a copy of the archive${id === undefined ? '' : `, or a text file with the one line {"id":"${id}","version":1}`}. Reelkeep then goes on by itself.`,
  }),
  'folder-not-empty': ({ path }) => ({
    sentence: `The folder ${quote(path)} has other files in it.`,
    remedy: 'Choose an empty folder, or make a new one in it, so that nothing gets mixed up.',
  }),
  'folder-nested': ({ path, other, use, lies }) => ({
    sentence:
      lies === 'same'
        ? `${quote(path)} is the ${use} folder itself.`
        : `${quote(path)} ${lies === 'inside' ? 'lies in' : 'holds'} the ${use} folder ${quote(other)}.`,
    remedy: `Choose a folder beside the ${use} folder, or one on another disk.`,
  }),
  'folder-unsuitable': ({ path, reason }) => {
    const { sentence, remedy } = unsuitableWords[reason];
    return { sentence: `${quote(path)} ${sentence}`, remedy };
  },
  'disk-full': ({ path }) => ({
    sentence: `The disk of ${quote(path)} is full.`,
    remedy:
      'Free some space, or choose an archive folder on another disk. Downloads wait until then.',
  }),
  'disk-reserve': ({ path, freeBytes, shortBytes, keptBytes }) => ({
    sentence: `The disk of ${quote(path)} has ${megabytes(freeBytes)} free, too little for the next download and the ${megabytes(keptBytes)} that are kept free.`,
    remedy: `Free at least ${tensOfMegabytes(shortBytes)}, or choose an archive folder on another disk. Downloads go on by themselves then.`,
  }),
  'disk-error': ({ path, detail }) =>
    nameCodes.has(detail)
      ? {
          sentence: `The disk of ${quote(path)} does not take a file's name (${detail}).`,
          remedy:
            'Choose shorter file names in Settings, Archive, and rename the files, or choose a folder on another disk.',
        }
      : {
          sentence: `Reading or writing ${quote(path)} failed (${detail}).`,
          remedy: 'Check the disk and the rights on the folder.',
        },
  'path-refused': ({ path, detail }) => ({
    sentence: `Reading or writing ${quote(path)} failed (${detail}), while the rest of the archive works.`,
    remedy:
      'Reelkeep tries it again by itself, and the other videos go on. Close what may hold the file, or move away what stands there.',
  }),
  'name-refused': ({ path, detail }) => ({
    sentence:
      detail === 'EEXIST'
        ? `The disk there does not tell the name of ${quote(path)} from that of another file.`
        : `The disk there does not take the name of ${quote(path)} (${detail}).`,
    remedy:
      'Give the file in the archive a shorter and plainer name (letters and digits, no dot or blank at the end), or choose a folder on another disk.',
  }),
  'drive-not-answering': ({ path }) => ({
    sentence: `The drive of ${quote(path)} does not answer.`,
    remedy:
      'Check that it is connected, or reconnect the network drive. Reelkeep looks again by itself and goes on then.',
  }),
  'file-of-another': ({ path }) => ({
    sentence: `${quote(path)} is a file of another video, so it was left as it is.`,
    remedy:
      'Check the archive: where both videos name one file, move a copy for one of them elsewhere.',
  }),
  'foreign-entry': ({ path, found }) => ({
    sentence: `${quote(path)} ${foundWords[found].sentence}. Reelkeep has neither followed nor changed it.`,
    remedy: `${foundWords[found].remedy} Reelkeep then goes on by itself.`,
  }),
};
