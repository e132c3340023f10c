import { formats } from '../formats.ts';
import { counted } from '../plural.ts';
import { videos } from '../nouns.ts';

/** The panel beside the list: what is selected, and what can be done with it. */
export const details = {
  title: 'Details',
  close: 'Close details',
  nothing: 'No video selected',
  shortcuts: {
    paste: 'Paste task IDs anywhere',
    add: 'Add videos',
    search: 'Search',
    move: 'Move through the list',
    show: 'Show details',
    several: 'Select multiple',
    remove: 'Remove from the library',
  },
  actions: {
    repair: 'Repair',
    open: 'Open',
    showInFolder: 'Show in folder',
    retry: 'Retry now',
    retrySeveral: 'Retry downloads',
    check: 'Check now',
    tryAgain: 'Try again',
    pause: 'Pause',
    resume: 'Resume',
    copyPrompt: 'Copy prompt',
    remove: 'Remove from the library',
  },
  prompt: 'Prompt',
  player: {
    away: 'Archive folder not connected.',
    awayRemedy: 'Reconnect its drive to see this video.',
    video: 'Video',
    sound: 'Audio',
  },
  annotations: {
    label: 'Tags and notes',
    tags: 'Tags',
    tagHint: 'Add a tag, then press Enter',
    tagsOfVideo: 'Tags of this video',
    removeTag: (tag: string) => `Remove the tag ${tag}`,
    notes: 'Notes',
  },
  lineage: {
    title: 'Lineage',
    unknown:
      'Not in your library: it was removed, the provider no longer has it, or the chain is longer than Reelkeep follows. Providers keep records for two months.',
    add: 'Add to library',
    thisOne: 'This video',
    more: (count: number) => `And ${counted(count, { one: 'more video', other: 'more videos' })}.`,
  },
  several: {
    count: (count: number) => `${videos(count)} selected`,
    label: 'Selection',
    states: 'States of the selection',
    size: (sizeBytes: number) => `${formats.bytes(sizeBytes)} in the archive`,
  },
};
