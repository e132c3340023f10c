import type { Failure, Saved, SavingTrouble } from '../../../failure.ts';
import type { Words } from '../../words.ts';

/** What was not saved, and what that means for the user. */
const saved: { readonly [S in Saved]: { readonly sentence: string; readonly meaning: string } } = {
  ids: {
    sentence: "The new task IDs couldn't be saved",
    meaning: 'Until then they are not in your library, so keep them. Other videos are unaffected.',
  },
  list: {
    sentence: "Changes to your library couldn't be saved",
    meaning: 'Until then they are only in memory, so keep Reelkeep open. Archived videos are safe.',
  },
  removal: {
    sentence: "The removal couldn't be saved",
    meaning: 'These videos are still in your library, and their files where they were.',
  },
  'put-back': {
    sentence: "The videos couldn't be restored",
    meaning: 'They are still in Removed.',
  },
  settings: {
    sentence: "This setting couldn't be saved",
    meaning: 'Nothing was changed.',
  },
  keys: { sentence: "The API key couldn't be saved", meaning: 'Nothing was changed.' },
  names: { sentence: "The new file names couldn't be saved", meaning: 'Nothing was renamed.' },
};

/** Why nothing can be written into Reelkeep's data folder, as the end of a sentence; and what to do. */
export function whyNotSaved({ reason, folder }: SavingTrouble): {
  readonly reason: string;
  readonly toDo: string;
} {
  const own = folder === undefined ? 'data folder' : `data folder “${folder}”`;
  switch (reason) {
    case 'full':
      return {
        reason: `the disk with Reelkeep's ${own} is full.`,
        toDo: 'Free some space on that disk',
      };
    case 'not-writable':
      return {
        reason: `Reelkeep can't write to its ${own}.`,
        toDo: 'Give it permission to write there',
      };
    case 'other':
      return { reason: `writing to Reelkeep's ${own} failed.`, toDo: 'Check that disk' };
  }
}

/** What could not be written into the data folder. The archive is another matter. */
export function notSaved(failure: Extract<Failure, { code: 'not-saved' }>): Words {
  const { sentence, meaning } = saved[failure.what];
  const { reason, toDo } = whyNotSaved(failure);
  return {
    sentence: `${sentence}: ${reason}`,
    remedy:
      failure.what === 'list'
        ? `${toDo}. Reelkeep then saves them automatically. ${meaning}`
        : `${toDo}, and try again. ${meaning}`,
  };
}
