import type { UpdateFailure } from '../../../update.ts';
import type { Words, WordTable } from '../../words.ts';
import { formats } from '../formats.ts';

const triesAgain = 'Nothing was changed. Check again later.';
const downloadAgain = 'Download it again. Nothing was changed, and this version keeps working.';

const signatures: {
  readonly [R in Extract<UpdateFailure, { code: 'signature' }>['reason']]: string;
} = {
  missing: 'The list of versions came without a signature, so it was ignored.',
  malformed: 'The list of versions came with an invalid signature, so it was ignored.',
  'unknown-key': 'The list of versions was signed with an unknown key, so it was ignored.',
  wrong: "The list of versions doesn't match its signature, so it was ignored.",
};

/** Why an update does not come about. */
export const updateFailures: WordTable<UpdateFailure, Words> = {
  'no-key': () => ({
    sentence: "This build can't verify updates, so it doesn't check for them.",
    remedy: 'It was built without a key. Get new versions where you got this one.',
  }),
  unreachable: ({ host }) => ({
    sentence: `Can't reach ${host}.`,
    remedy: `Check your internet connection. ${triesAgain}`,
  }),
  'odd-status': ({ host, httpStatus }) => ({
    sentence: `${host} did not have what was asked for (HTTP ${String(httpStatus)}).`,
    remedy: triesAgain,
  }),
  'other-host': ({ host }) => ({
    sentence: `The download was redirected from or to ${host}, and Reelkeep doesn't follow such a redirect.`,
    remedy: `A proxy or a network's sign-in page may cause that. ${triesAgain}`,
  }),
  'feed-is-page': ({ host }) => ({
    sentence: `${host} returned a web page instead of the list of versions.`,
    remedy: `If this network asks you to sign in, do that in a browser. ${triesAgain}`,
  }),
  'feed-too-large': ({ maxBytes }) => ({
    sentence: `The list of versions is larger than the limit of ${String(Math.round(maxBytes / 1024))} KiB.`,
    remedy: triesAgain,
  }),
  'feed-malformed': () => ({
    sentence: "The list of versions can't be read.",
    remedy: triesAgain,
  }),
  'feed-too-new': () => ({
    sentence: "There are newer versions, but this one can't read their list.",
    remedy: 'Get the new version manually, where you got this one.',
  }),
  signature: ({ reason }) => ({
    sentence: signatures[reason],
    remedy: `If it keeps happening, get the new version manually. ${triesAgain}`,
  }),
  replayed: ({ version }) => ({
    sentence: `An outdated list of versions arrived (${version}), so it was ignored.`,
    remedy: triesAgain,
  }),
  'no-file': ({ version }) => ({
    sentence: `${version} is out, but has no file for this system.`,
    remedy: 'It may come later. Check again then.',
  }),
  cut: ({ receivedBytes, sizeBytes }) => ({
    sentence: `The connection ended after ${formats.roughSize(receivedBytes)} of ${formats.roughSize(sizeBytes)}.`,
    remedy: 'Download it again: it continues from there.',
  }),
  'wrong-size': ({ sizeBytes }) => ({
    sentence: `The downloaded file doesn't have the expected size (${formats.roughSize(sizeBytes)}), so it was discarded.`,
    remedy: downloadAgain,
  }),
  'wrong-hash': () => ({
    sentence: 'The downloaded file is not the one that was signed, so it was discarded.',
    remedy: downloadAgain,
  }),
  'disk-full': ({ folder, neededBytes }) => ({
    sentence: `There is no room for the update in ${folder}.`,
    remedy: `Free ${formats.megabytes(neededBytes + 999_999)} and download it again. This version keeps working.`,
  }),
  disk: ({ folder }) => ({
    sentence: `Can't write the update to ${folder}.`,
    remedy: downloadAgain,
  }),
  'bytes-move': () => ({
    sentence: 'Files are being saved right now.',
    remedy: 'Wait until nothing is downloading, or pause it; then try again.',
  }),
  'deadline-near': () => ({
    sentence: 'A video expires within the hour, so nothing is changed now.',
    remedy: 'Try again once it is saved.',
  }),
  'no-backup': () => ({
    sentence: "Your library couldn't be backed up first, so nothing was changed.",
    remedy: "Make room on the disk with Reelkeep's data folder, then try again.",
  }),
  'file-changed': () => ({
    sentence: 'The downloaded file is gone or has changed.',
    remedy: downloadAgain,
  }),
  declined: () => ({
    sentence: 'No password was entered, so nothing was changed.',
    remedy: 'Install it whenever you like.',
  }),
  'not-installed': () => ({
    sentence: "The new version couldn't be installed.",
    remedy: 'This version keeps working. Try again, or install the file manually.',
  }),
  'old-runs': ({ version }) => ({
    sentence: `${version} should be running by now, but the old version still is.`,
    remedy: 'Nothing was lost. Try again, or install it manually.',
  }),
};
