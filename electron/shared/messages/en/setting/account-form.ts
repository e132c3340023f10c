import { credits } from '../nouns.ts';

const saveAnyway = 'Save anyway';

/** The fields of one account. */
export const accountForm = {
  provider: 'Provider',
  /** A provider that is known by its base URL only. */
  custom: 'Custom',
  name: 'Name',
  baseUrl: 'Base URL',
  key: 'API key',
  showKey: 'Show key',
  hideKey: 'Hide key',
  missing: {
    placeholder: 'Paste the key',
    hint: 'Only ever sent to the base URL above. Stored encrypted in your system keychain when one is available.',
  },
  kept: {
    /** @param hint what the stored key shows of itself */
    placeholder: (hint: string | undefined) => `${hint ?? 'Key stored'} (leave blank to keep it)`,
    hint: 'Leave blank to keep the current key, or paste a new one.',
  },
  neededAgain: {
    placeholder: 'Paste the key for this base URL',
    hint: (baseUrl: string) =>
      `You changed the base URL, so paste the key again. The stored key is only ever sent to ${baseUrl}.`,
  },
  test: 'Test connection',
  testResult: 'Connection test',
  checking: 'Checking your credits…',
  credits,
  connected: (left: number) => `Connected. ${credits(left)} left.`,
  storage: {
    question: 'Where to keep the key',
    session: 'Keep for this session only',
    plain: 'Store as plain text',
  },
  cancel: 'Cancel',
  save: 'Save',
  saveAnyway,
  refusedRemedy: `Nothing was saved. Paste the key again, or choose “${saveAnyway}” if you know that it will work later.`,
};
