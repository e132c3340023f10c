import { formats } from '../formats.ts';
import { counted, grouped } from '../plural.ts';
import { videos } from '../nouns.ts';

/** The window around the list: sidebar, toolbar, warnings, status bar, and what stands in an empty list. */
export const library = {
  /** The main region, and its heading. */
  videos: 'Videos',
  list: 'Tracked videos',
  row: (title: string, state: string) => `${title}, ${state}`,
  opening: 'Opening your library…',
  tryAgain: 'Try again',
  drop: 'Drop to find task IDs',
  downloadProgress: 'Download progress',
  repair: 'Repair',
  sidebar: {
    label: 'Library',
    filters: {
      all: 'All',
      'in-progress': 'In progress',
      'at-risk': 'At risk',
      archived: 'Archived',
      failed: 'Failed',
    },
    removed: 'Removed',
    accounts: 'Accounts',
    /** Follows an account's name, unseen. */
    blocked: ', blocked',
    settings: 'Settings',
    accountTrouble: (summary: string, why: string) => `${summary}: ${why}`,
    account: (summary: string, baseUrl: string, when?: string) =>
      when === undefined ? `${summary} – ${baseUrl}` : `${summary}, ${when} – ${baseUrl}`,
  },
  toolbar: {
    search: 'Search',
    searchHint: 'Searches prompts, task IDs, tags and notes',
    sort: 'Sort',
    sorts: { newest: 'Newest', deadline: 'Deadline', name: 'Name' },
    add: 'Add videos',
    more: 'More',
    check: 'Check all now',
    retry: 'Retry all',
    pause: 'Pause all',
    resume: 'Resume all',
  },
  warnings: {
    fixFolder: 'Fix the folder',
    showAccounts: 'Show accounts',
    changeLimit: 'Change limit',
    showAtRisk: 'Show at-risk videos',
    fix: (account: string) => `Fix ${account}`,
    open: (account: string) => `Open ${account}`,
    repairAll: 'Repair all',
    resume: 'Resume them',
    dismiss: 'Dismiss',
    dismissAbout: (about: string) => `Dismiss the warning about ${about}`,
    more: (abouts: readonly string[]) =>
      `${counted(abouts.length, { one: 'more warning', other: 'more warnings' })}: ${abouts.join(', ')}`,
    fewer: 'Fewer warnings',
    all: 'All warnings',
    about: { folder: 'the archive folder', clock: 'the clock' },
    ofAccount: (account: string, sentence: string) => `${account}: ${sentence}`,
    skew: {
      sentence: (amount: number, unit: 'minute' | 'hour' | 'day', isFast: boolean) =>
        `Your clock is about ${counted(amount, { one: unit, other: `${unit}s` })} ${isFast ? 'fast' : 'slow'}.`,
      remedy:
        "Deadlines are safe, but times shown may be off. Set this computer's date and time automatically in its system settings.",
    },
  },
  status: {
    label: 'Status',
    downloads: (count: number, bytesPerSecond: number) =>
      `${counted(count, { one: 'download', other: 'downloads' })} · ${formats.speed(bytesPerSecond)}`,
    noDownloads: 'No downloads',
    inProgress: (count: number) => `${videos(count)} in progress`,
    nothingInProgress: 'Nothing in progress',
    atRisk: (count: number) => `${grouped(count)} at risk`,
    checkingNow: 'Checking now',
    nextCheckIn: (seconds: number) => `Next check in ${String(seconds)} s`,
    nextCheckAt: (when: string) => `Next check: ${when}`,
    stopping: 'Stopping',
    stop: 'Stop',
    stopJob: (job: string) => `Stop: ${job}`,
    openFolder: 'Open the archive folder',
    free: (sizeBytes: number) => `${formats.bytes(sizeBytes)} free`,
    folder: {
      away: (path: string) => `Archive folder not connected: ${path}`,
      silent: (path: string) => `Archive folder not answering: ${path}`,
      unusable: (path: string) => `Archive folder cannot be used: ${path}`,
    },
  },
  empty: {
    title: 'Add your first videos',
    text: 'Paste the task IDs of your generations. Reelkeep tracks them and saves each video before its link expires.',
    add: 'Add task IDs',
    hint: 'Or just paste them anywhere in this window.',
    noMatch: (search: string) => `No results for “${search}”`,
    searched: 'Reelkeep searches prompts, task IDs, tags and notes.',
    clearSearch: 'Clear search',
    nothing: {
      all: 'Nothing here yet',
      'in-progress': 'Nothing in progress',
      'at-risk': 'Nothing is at risk',
      archived: 'Nothing archived yet',
      failed: 'Nothing has failed',
    },
    unseen: 'Nothing in progress is at risk',
    unseenHint:
      "The archive folder isn't available right now, so the videos in it can't be checked.",
    showAll: 'Show all videos',
  },
};
