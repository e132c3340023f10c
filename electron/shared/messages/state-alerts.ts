import type { Alert, StateKind } from '../alert.ts';
import type { AlertWords } from './alert-words.ts';
import { whyNotSaved } from './failure/saving.ts';

/** What the user calls it, as the beginning of a sentence. */
const stateNames: { readonly [K in StateKind]: string } = {
  list: 'A part of the list of videos',
  settings: 'The settings file',
  keys: 'The file of the API keys',
  memory: 'The record of removed videos or of waiting times',
};

const afterLoss: { readonly [K in StateKind]: string } = {
  list: 'Videos that are archived are still in their folder. Paste the IDs of others again if you have them.',
  settings: 'Look through the settings, and choose your archive folder again.',
  keys: 'Enter the key of each account again, under Settings > Accounts.',
  memory: 'Nothing to do. A removed video may be missing from those that can be put back.',
};

const timeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function keptWhere(path: string | undefined): string {
  return path === undefined ? '' : ` The damaged file is kept as ${path}.`;
}

type StateCode =
  'state-restored' | 'state-lost' | 'state-unwritable' | 'ledger-newer' | 'accounts-missing';

/** The words for what happened to Reelkeep's own files. */
export const stateAlertWords: {
  readonly [C in StateCode]: (alert: Extract<Alert, { code: C }>) => AlertWords;
} = {
  'state-restored': ({ kind, keptAs, savedAtMs }) => {
    const name = stateNames[kind];
    const isOlder = savedAtMs !== undefined;
    return {
      tone: isOlder ? 'warn' : 'info',
      about: 'a damaged file',
      sentence: isOlder
        ? `${name} was damaged. It was read from the backup of ${timeFormat.format(savedAtMs)}.`
        : `${name} was damaged. It was read from its copy, and nothing is missing.`,
      remedy: `${isOlder ? 'What changed after that may be missing.' : 'Should it happen again, have the disk checked.'}${keptWhere(keptAs)}`,
    };
  },
  'state-lost': ({ kind, keptAs }) => ({
    tone: 'bad',
    about: 'a lost file',
    sentence: `${stateNames[kind]} was damaged, and so were its copies.`,
    remedy: `${afterLoss[kind]}${keptWhere(keptAs)}`,
  }),
  'state-unwritable': (trouble) => {
    const { reason, toDo } = whyNotSaved(trouble);
    return {
      tone: 'bad',
      about: 'saving',
      sentence: `Reelkeep cannot save its list or settings: ${reason}`,
      remedy: `${toDo}; Reelkeep tries again by itself. Until then new task IDs are refused, and archived videos are not touched.`,
    };
  },
  'ledger-newer': () => ({
    tone: 'bad',
    about: 'the list of videos',
    sentence: 'A newer Reelkeep has written the list of videos. This one leaves it untouched.',
    remedy: 'Start the newer version. Nothing is lost.',
  }),
  'accounts-missing': ({ count }) => ({
    tone: 'bad',
    about: 'lost accounts',
    sentence:
      count === 1
        ? 'The settings are gone, and with them the account that your videos belong to.'
        : `The settings are gone, and with them the ${String(count)} accounts that your videos belong to.`,
    remedy:
      'Under Settings > Accounts, give each restored account its provider and its key again. Its videos then go on.',
  }),
};
