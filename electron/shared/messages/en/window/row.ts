import { formats } from '../formats.ts';

/** A video in the list, in one line. */
export const row = {
  paused: 'Paused by you',
  asking: 'Checking with the provider',
  askingAgain: 'Not listed yet – checking again',
  noFileYet: 'Finished, but no file yet',
  providerSays: (word: string) => `The provider says “${word}”`,
  queued: "In the provider's queue",
  generating: 'Rendering',
  ready: 'Waiting to download',
  starting: 'Starting the download',
  folderUnseen: "Archive folder isn't available right now",
  archived: 'In the archive',
  damage: {
    missing: 'File missing from the archive',
    damaged: 'File has changed since it was archived',
  },
  neverAFile: 'Finished without a file',
  noReason: 'The provider gave no reason',
  notFound: 'None of your accounts has this task',
  notFoundAt: (endpoint: string) => `Not found at the endpoint “${endpoint}”`,
  stalled: 'No result after an hour; still checking occasionally',
  progress: (receivedBytes: number, totalBytes: number) =>
    `${formats.bytes(receivedBytes)} of ${formats.bytes(totalBytes)}`,
  expiresIn: (left: string) => `Link expires in ${left}`,
  maybeExpired: 'Link may have expired',
  atTheLatest: (when: string) => `By ${when} at the latest`,
};
