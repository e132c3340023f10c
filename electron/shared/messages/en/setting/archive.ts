import { formats } from '../formats.ts';
import { videos } from '../nouns.ts';

/** Settings, Archive: its folder, and the opening of another archive. */
export const archive = {
  folderTitle: 'Folder',
  folder: 'Archive folder',
  choose: 'Choose folder',
  about:
    'Videos and thumbnails are saved in this folder, each video with a record of how it was made and checksums that any tool can verify.',
  free: (freeBytes: number) => `${formats.bytes(freeBytes)} free on its disk.`,
  cancel: 'Cancel',
  /** Another folder was chosen. */
  change: {
    label: 'Change the archive folder',
    moveTitle: (count: number) => `Move the archive with its ${videos(count)}?`,
    cannotMove: (sentence: string, remedy: string) =>
      `It cannot be moved: ${sentence} ${remedy}`.trimEnd(),
    moving:
      'Every file is copied and verified before Reelkeep switches to the new folder. Nothing is deleted unless you say so afterwards.',
    startingNew:
      'A new archive is for new videos only. The old ones stay where they are, and in your library.',
    startNew: 'Start a new archive',
    move: 'Move everything',
    otherTitle: (count: number) =>
      `This folder holds another Reelkeep archive with ${videos(count)}`,
    opening:
      'New videos are saved there from now on. Videos from the current folder stay in your library.',
    open: 'Open this archive',
  },
  open: {
    title: 'Open or rescan an archive',
    about:
      'Open an archive from another disk or computer: its videos are added to your library, and new ones are saved there. If a video is in your archive but not in your library, rescan the archive.',
    open: 'Open an archive…',
    rescan: 'Rescan the archive',
    includeRemoved: 'Include videos you removed',
    includeRemovedHint: 'When rescanning, if their files are still there.',
  },
};
