import type { Alert, StateKind } from '../../../alert.ts';
import type { AlertText } from '../../alert-words.ts';
import type { WordTable } from '../../words.ts';
import { whyNotSaved } from '../failure/saving.ts';
import { formats } from '../formats.ts';

const damaged: { readonly [K in StateKind]: string } = {
  list: 'Part of the library list was damaged.',
  settings: 'The settings file was damaged.',
  keys: 'The API key file was damaged.',
  memory: 'The list of removed videos or of waiting times was damaged.',
};

const afterLoss: { readonly [K in StateKind]: string } = {
  list: 'Archived videos are still in their folder. Paste the IDs of the others again if you have them.',
  settings: 'Check your settings, and choose your archive folder again.',
  keys: 'Enter the key of each account again, in Settings > Accounts.',
  memory: 'No action needed. Some removed videos may be missing from Removed.',
};

function keptWhere(path: string | undefined): string {
  return path === undefined ? '' : ` The damaged file was kept as ${path}.`;
}

/** What happened to Reelkeep's own files. */
export const state = {
  'state-restored': ({ kind, keptAs, savedAtMs }) => ({
    about: 'a damaged file',
    sentence:
      savedAtMs === undefined
        ? `${damaged[kind]} It was restored from a copy. Nothing was lost.`
        : `${damaged[kind]} It was restored from the backup of ${formats.dateTime(savedAtMs)}.`,
    remedy:
      savedAtMs === undefined
        ? `If it happens again, have the disk checked.${keptWhere(keptAs)}`
        : `Later changes may be missing.${keptWhere(keptAs)}`,
  }),
  'state-lost': ({ kind, keptAs }) => ({
    about: 'a lost file',
    sentence: `${damaged[kind]} Its copies were damaged too.`,
    remedy: `${afterLoss[kind]}${keptWhere(keptAs)}`,
  }),
  'state-unwritable': (trouble) => {
    const { reason, toDo } = whyNotSaved(trouble);
    return {
      about: 'saving',
      sentence: `Reelkeep can't save your library or settings: ${reason}`,
      remedy: `${toDo}; Reelkeep retries automatically. Until then it accepts no new task IDs. Archived videos are safe.`,
    };
  },
  'ledger-newer': () => ({
    about: 'the library',
    sentence: 'This library was saved by a newer version of Reelkeep.',
    remedy: 'Start the newer version. Nothing is lost.',
  }),
  'accounts-missing': ({ count }) => ({
    about: 'lost accounts',
    sentence:
      count === 1
        ? 'The settings are gone, and with them the account your videos belong to.'
        : `The settings are gone, and with them the ${String(count)} accounts your videos belong to.`,
    remedy:
      'In Settings > Accounts, set the provider and key of each account again. Its videos then resume.',
  }),
} satisfies Partial<WordTable<Alert, AlertText>>;
