import { grouped } from '../plural.ts';

/** Short messages at the window's edge, about what has been asked for. */
export const toasts = {
  checking: 'Checking now.',
  checkingSome: (count: number) =>
    `Checking ${grouped(count)} videos, one per second for each account.`,
  retrying: 'Retrying the download now.',
  retryingSome: (count: number) => `Retrying ${grouped(count)} downloads, the most urgent first.`,
  copied: (what: string) => `${what} copied.`,
  testSent: "Sent. If nothing appears, check your system's notification settings.",
  nothingFor: {
    check: 'Nothing to check: the rest is paused, or its account needs a key.',
    retry: 'No download has failed.',
    pause: 'There is nothing to pause.',
    resume: 'Nothing is paused.',
  },
  diagnosticsCopied:
    'Diagnostics copied. They contain no keys and no links, but the log may name files.',
  idsCopied: (count: number) =>
    count === 1 ? 'A task ID was copied.' : `${grouped(count)} task IDs were copied.`,
  foundInFolder: (count: number) =>
    `${count === 1 ? '1 new video' : `${grouped(count)} new videos`} found in the watched folder.`,
  look: 'Look',
  stillHere: 'What you brought in is still here.',
  addNow: 'Add it now',
  unexpected: (detail: string) => `Something went wrong inside Reelkeep: ${detail}`,
  unexpectedRemedy:
    'Try again. If it keeps happening, restart Reelkeep. Your library is safe on disk.',
};
