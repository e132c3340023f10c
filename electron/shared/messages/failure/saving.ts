import type { Failure, Saved, SavingTrouble } from '../../failure.ts';
import { quote } from '../amounts.ts';
import type { Words } from '../words.ts';

/** What was not saved, as the beginning of a sentence, and what that means for the user. */
const savedWords: { readonly [S in Saved]: { readonly name: string; readonly meaning: string } } = {
  ids: {
    name: 'The new task IDs',
    meaning: 'Until then they are not in the list, so keep them. What is tracked already goes on.',
  },
  list: {
    name: 'What has changed in the list of videos',
    meaning:
      'Until then it is only in memory, so leave Reelkeep open. No archived video is touched.',
  },
  removal: {
    name: 'The removal',
    meaning: 'These videos are still in the list, and their files where they were.',
  },
  'put-back': { name: 'The return to the list', meaning: 'These videos are still in the Trash.' },
  settings: { name: 'This change of the settings', meaning: 'Nothing has changed.' },
  keys: { name: 'The API key', meaning: 'Nothing has changed.' },
  names: { name: 'The note of the new file names', meaning: 'Nothing has been renamed.' },
};

/** Why nothing can be written into Reelkeep's data folder, as the end of a sentence; and what to do. */
export function whyNotSaved({ reason, folder, detail }: SavingTrouble): {
  readonly reason: string;
  readonly toDo: string;
} {
  const data = `Reelkeep's own data folder${folder === undefined ? '' : ` ${quote(folder)}`}`;
  switch (reason) {
    case 'full':
      return {
        reason: `the disk of ${data} is full (${detail}).`,
        toDo: 'Free some space on that disk',
      };
    case 'not-writable':
      return { reason: `${data} cannot be written to (${detail}).`, toDo: 'Allow writing there' };
    case 'other':
      return { reason: `writing to ${data} failed (${detail}).`, toDo: 'Check that disk' };
  }
}

/** The words for what could not be written into the data folder. The archive is another matter. */
export function describeNotSaved(failure: Extract<Failure, { code: 'not-saved' }>): Words {
  const { name, meaning } = savedWords[failure.what];
  const { reason, toDo } = whyNotSaved(failure);
  const next = failure.what === 'list' ? 'Reelkeep then saves it by itself' : 'and try again';
  return {
    sentence: `${name} could not be saved: ${reason}`,
    remedy: `${toDo}${failure.what === 'list' ? '. ' : ', '}${next}. ${meaning}`,
  };
}
