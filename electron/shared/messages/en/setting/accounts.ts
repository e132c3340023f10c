import { counted } from '../plural.ts';

/** Settings, Accounts: the list, how each account stands, and the removal of one. */
export const accounts = {
  list: 'Accounts',
  about: 'Each account is one API key at one provider.',
  none: 'No account yet. Add one to start tracking videos.',
  add: 'Add account',
  newAccount: 'New account',
  edit: (name: string) => `Edit ${name}`,
  remove: (name: string) => `Remove ${name}`,
  status: 'Account status',
  saved: (name: string) => `${name} is saved.`,
  removed: (name: string) => `${name} is removed.`,
  /** What a key shows of itself, and where it is kept. */
  key: {
    none: 'No API key',
    set: 'Key set',
    keyring: (key: string) => `${key}, encrypted by the system`,
    session: (key: string) => `${key}, for this session only`,
    plain: (key: string) => `${key}, stored as plain text`,
  },
  health: {
    connected: 'Connected',
    notUsable: 'Key not usable',
    notResponding: 'Not responding',
    notChecked: 'Not checked yet',
    notTested: 'Could not be tested',
    at: (summary: string, when: string) => `${summary}, ${when}`,
  },
  test: 'Test connection',
  testOf: (name: string) => `Test connection of ${name}`,
  creditsOf: (name: string) => `Credits of ${name}`,
  checking: 'Checking…',
  /** An account was saved although its key did not work, or could not be tested. */
  untested: {
    notUsable: (name: string) => `${name} is saved, but its key cannot be used yet.`,
    notTested: (name: string) => `${name} is saved, but its key could not be tested.`,
    because: (sentence: string, reason: string) => `${sentence} ${reason}`,
    tooSlow: 'Its provider took too long to answer.',
    remedy:
      'Reelkeep uses it anyway. To test it again, click Test connection in Settings > Accounts.',
  },
  removal: {
    title: (name: string) => `Remove ${name}?`,
    archived: (count: number) =>
      `${counted(count, { one: 'archived video stays', other: 'archived videos stay' })} in your archive.`,
    fetched: (count: number) =>
      count === 1
        ? '1 finished video is still downloaded, as long as its link works.'
        : `${counted(count, { one: 'finished video', other: 'finished videos' })} are still downloaded, as long as their links work.`,
    asked: (count: number) =>
      count === 1
        ? '1 unfinished task stays in your library, but is not checked any more until you add it again with another account.'
        : `${counted(count, { one: 'unfinished task', other: 'unfinished tasks' })} stay in your library, but are not checked any more until you add them again with another account.`,
    ended: (count: number) =>
      `${counted(count, { one: 'finished task stays', other: 'finished tasks stay' })} in your library.`,
    nothing: 'Nothing in your library belongs to it.',
    key: (baseUrl: string) =>
      `Its API key is deleted from this computer. At ${baseUrl} it stays valid until you revoke it there.`,
    confirm: 'Remove account',
  },
};
