import { counted, grouped } from '../plural.ts';
import { videos } from '../nouns.ts';

const progress = (copied: number, all: number) => `${grouped(copied)} of ${videos(all)} copied`;

/** Settings, Archive: its mirror. */
export const mirror = {
  title: 'Mirror',
  about:
    'A second copy of every archived video, ideally on another disk. Nothing is ever deleted from it: what you delete or rename in the archive stays in the mirror as it was.',
  folder: 'Mirror folder',
  choose: 'Choose mirror folder',
  stop: 'Stop mirroring',
  copyNow: 'Copy now',
  progress: (copied: number, all: number) => `${progress(copied, all)}.`,
  downloadsFirst: 'Downloads go first.',
  stopped: (copied: number, all: number) => `Stopped; ${progress(copied, all)}.`,
  stoppedRemedy: 'Click Copy now to continue.',
  away: (waiting: number) =>
    `The mirror is not connected; ${counted(waiting, { one: 'video is', other: 'videos are' })} waiting.`,
  awayRemedy: 'Copying resumes automatically within a minute once its drive is connected.',
  cannotWrite: 'The mirror cannot be written to.',
  /** @param remedy of what keeps it from being written to; may be empty */
  retrying: (remedy: string, copied: number, all: number) =>
    `${remedy} Copying is tried again every minute; ${progress(copied, all)}.`.trimStart(),
  ofAnother: 'This is the mirror of another archive.',
  ofAnotherRemedy:
    "Choose another folder for this archive's mirror. The old mirror stays as it is.",
  sameDisk: 'It is on the same disk as the archive: if that disk fails, both copies are lost.',
  damaged: (count: number) =>
    `${counted(count, { one: 'file was', other: 'files were' })} not copied: damaged in the archive. Check the archive.`,
  extra: (count: number) =>
    `${counted(count, { one: 'file is', other: 'files are' })} only in the mirror: deleted or renamed in the archive.`,
};
