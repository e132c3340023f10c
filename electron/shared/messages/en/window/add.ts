import { counted, grouped } from '../plural.ts';
import { videos } from '../nouns.ts';

/** The “Add videos” dialog: what was found in what was pasted, and why something was not added. */
export const add = {
  title: 'Add videos',
  ids: 'Task IDs',
  placeholder: 'Paste task IDs, links, logs, JSON…',
  endpoint: 'Endpoint',
  autoDetect: 'Auto-detect',
  account: 'Account',
  cancel: 'Cancel',
  add: 'Add',
  willAdd: {
    new: (count: number) => counted(count, { one: 'new video', other: 'new videos' }),
    anyway: (count: number) => `${grouped(count)} added anyway`,
    removed: (count: number) => `${grouped(count)} previously removed`,
  },
  added: (count: number, known: number) =>
    known === 0
      ? `${videos(count)} added.`
      : `${videos(count)} added. ${counted(known, { one: 'other', other: 'others' })} already tracked.`,
  noAccount: {
    sentence: 'Add an account first.',
    remedy:
      'Reelkeep checks your videos with the provider, using your own API key. It takes a minute to set up.',
    setUp: 'Set up an account',
  },
  found: {
    label: 'Found',
    soFar: 'Found so far',
    hint: 'Paste or drop anything that contains task IDs. Nothing is added until you click Add.',
    looking: 'Looking for task IDs…',
    counts: {
      new: (count: number) => `${grouped(count)} new`,
      removed: (count: number) => `${grouped(count)} previously removed`,
      tracked: (count: number) => `${grouped(count)} already tracked`,
      perhaps: (count: number) => `${grouped(count)} not sure`,
      'not-an-id': (count: number) => `${grouped(count)} without a task ID`,
    },
    verdicts: {
      new: 'New',
      removed: 'Previously removed',
      tracked: 'Already tracked',
      perhaps: 'Perhaps a task ID',
      'not-an-id': 'Not a task ID',
    },
    cutOff: 'Looks cut off',
    willBeAdded: 'Will be added',
    willBeRestored: 'Previously removed, will be restored',
    moreLines: (count: number) =>
      `and ${counted(count, { one: 'more line', other: 'more lines' })}`,
    addAnyway: 'Add anyway',
    addAnywayHint: (id: string) => `Add ${id} anyway`,
    leaveOut: 'Leave out',
    leaveOutHint: (id: string) => `Don't add ${id}`,
    perhapsNote:
      "Reelkeep doesn't know this form of ID. A wrong one does no harm: it ends as Not found.",
    cutOffNote: 'The rest of the ID is missing. Copy all of it again.',
    restoreNote: (when: string | undefined) =>
      when === undefined
        ? 'Removed earlier. Adding restores it as it was.'
        : `Removed on ${when}. Adding restores it as it was.`,
    anewNote: (when: string | undefined) =>
      when === undefined
        ? 'Removed earlier. Adding starts tracking it again.'
        : `Removed on ${when}. Adding starts tracking it again.`,
  },
  nothing: {
    known: {
      sentence: 'All of these are already in your library.',
      remedy: 'Paste other task IDs, or close this dialog: nothing is missing.',
    },
    unsure: {
      sentence: "Reelkeep isn't sure that these are task IDs.",
      remedy:
        'Choose “Add anyway” next to each one that is. A wrong ID does no harm: it ends as Not found.',
    },
    cutOff: {
      sentence: 'The task ID looks cut off.',
      remedy: 'Copy all of it again: a task ID has 32 letters and digits, or more.',
    },
    none: {
      sentence: 'No task IDs found.',
      remedy:
        'A task ID is a UUID or 32 hex digits that stand alone, or whatever follows “taskId=”. The provider returns it when you start a generation.',
    },
  },
  keptRest: (why: string, added: number, total: number) =>
    `${why} ${grouped(added)} of ${grouped(total)} videos were added; the rest is still here.`,
  files: {
    noIdInText: 'No task ID found in the pasted text.',
    noIdIn: (name: string) => `No task ID found in “${name}”.`,
    noIdRemedy:
      'Reelkeep looks for fields such as taskId, and for UUIDs and 32 hex digits that stand alone. Paste the ID itself if you know it.',
    unknownKind: (name: string) =>
      `“${name}” was not read: only .txt, .json, .log, .har and .csv files are.`,
    unknownKindRemedy: 'Save what it contains as one of these, or paste the text here.',
    tooLarge: (name: string, sizeMb: number, limitMb: number) =>
      `“${name}” was not read: it is ${grouped(sizeMb)} MB; the limit is ${grouped(limitMb)} MB.`,
    tooLargeRemedy: 'Drop or paste only the part with the task IDs.',
    notText: (name: string) => `“${name}” was not read: it contains no text.`,
    notTextRemedy: 'Open it in its own app, and copy the task IDs from there.',
    unreadable: (name: string, detail: string) => `“${name}” could not be read (${detail}).`,
    unreadableRemedy: 'Check that you may open this file, then drop it again.',
  },
};
