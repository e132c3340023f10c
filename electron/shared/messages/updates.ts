import type { Staleness, UpdateFailure, UpdatedBy, UpdatePhase } from '../update.ts';
import { megabytes, roughSize } from './amounts.ts';
import type { NoticeWords } from './notices.ts';
import type { Words } from './words.ts';

type Code = UpdateFailure['code'];

type Table = { readonly [C in Code]: (failure: Extract<UpdateFailure, { code: C }>) => Words };

const triesAgain = 'Nothing was changed. Check again later.';
const fetchAgain = 'Download it again. Nothing was changed, and this version goes on.';

const signatureWords: {
  readonly [R in Extract<UpdateFailure, { code: 'signature' }>['reason']]: string;
} = {
  missing: 'The list of versions came without a signature, so it was not believed.',
  malformed: 'What came as the signature of the list of versions is none, so it was not believed.',
  'unknown-key': 'The list of versions was signed by somebody that this version does not know.',
  wrong: 'The list of versions is not what was signed, so it was not believed.',
};

const failureWords: Table = {
  'no-key': () => ({
    sentence: 'This build cannot verify updates, so it does not check for them.',
    remedy: 'It was built without a key. Get new versions where you got this one.',
  }),
  unreachable: ({ host, detail }) => ({
    sentence: `${host} cannot be reached (${detail}).`,
    remedy: `Check the internet connection. ${triesAgain}`,
  }),
  'odd-status': ({ host, httpStatus }) => ({
    sentence: `${host} did not have what was asked for (HTTP ${String(httpStatus)}).`,
    remedy: triesAgain,
  }),
  'other-host': ({ host }) => ({
    sentence: `The download was redirected from or to ${host}, and such a redirect is not followed.`,
    remedy: `A proxy or a network’s sign-in page may do that. ${triesAgain}`,
  }),
  'feed-is-page': ({ host }) => ({
    sentence: `${host} answered with a page in the place of the list of versions.`,
    remedy: `If this network asks you to sign in, do that in a browser. ${triesAgain}`,
  }),
  'feed-too-large': ({ maxBytes }) => ({
    sentence: `What came as the list of versions is larger than any such list (over ${String(Math.round(maxBytes / 1024))} KiB).`,
    remedy: triesAgain,
  }),
  'feed-malformed': () => ({
    sentence: 'What came as the list of versions cannot be read.',
    remedy: triesAgain,
  }),
  'feed-too-new': () => ({
    sentence: 'There are newer versions, which this one cannot read about.',
    remedy: 'Get the new version by hand, where you got this one.',
  }),
  signature: ({ reason }) => ({
    sentence: signatureWords[reason],
    remedy: `If this stays so, get the new version by hand. ${triesAgain}`,
  }),
  replayed: ({ version }) => ({
    sentence: `An old list of versions came again (${version}), so it was not believed.`,
    remedy: triesAgain,
  }),
  'no-file': ({ version }) => ({
    sentence: `${version} is out, but has no file for this system.`,
    remedy: 'It may come later. Check again then.',
  }),
  cut: ({ receivedBytes, sizeBytes }) => ({
    sentence: `The connection ended after ${roughSize(receivedBytes)} of ${roughSize(sizeBytes)}.`,
    remedy: 'Download it again: it goes on from there.',
  }),
  'wrong-size': ({ sizeBytes }) => ({
    sentence: `The file that came is not as long as it should be (${roughSize(sizeBytes)}), so it was thrown away.`,
    remedy: fetchAgain,
  }),
  'wrong-hash': () => ({
    sentence: 'The file that came is not the one that was signed, so it was thrown away.',
    remedy: fetchAgain,
  }),
  'disk-full': ({ folder, neededBytes }) => ({
    sentence: `There is no room for the update in ${folder}.`,
    remedy: `Free ${megabytes(neededBytes + 999_999)} and download it again. This version goes on.`,
  }),
  disk: ({ folder, detail }) => ({
    sentence: `${folder} did not take the update (${detail}).`,
    remedy: fetchAgain,
  }),
  'bytes-move': () => ({
    sentence: 'Files are being saved right now.',
    remedy: 'Wait until nothing is downloading, or pause it; then try again.',
  }),
  'deadline-near': () => ({
    sentence: 'A video expires within the hour, so nothing is changed now.',
    remedy: 'Try again once it is saved.',
  }),
  'no-backup': ({ detail }) => ({
    sentence: `Your list of videos could not be copied first (${detail}), so nothing was changed.`,
    remedy: 'Make room on the disk of Reelkeep’s data folder, then try again.',
  }),
  'file-changed': () => ({
    sentence: 'The file that was downloaded is gone, or is not as it was.',
    remedy: fetchAgain,
  }),
  declined: () => ({
    sentence: 'The password was not given, so nothing was changed.',
    remedy: 'Install it whenever you like.',
  }),
  'not-installed': ({ detail }) => ({
    sentence: `The new version is not in its place (${detail}).`,
    remedy: 'This version goes on. Try again, or install the file by hand.',
  }),
  'old-runs': ({ version }) => ({
    sentence: `${version} should be running by now, but the old version still is.`,
    remedy: 'Nothing was lost. Try again, or install it by hand.',
  }),
};

/** The words for a failure of an update. */
export function describeUpdateFailure(failure: UpdateFailure): Words {
  // The table holds for each code the words of exactly that failure.
  const words = failureWords[failure.code] as (failure: UpdateFailure) => Words;
  return words(failure);
}

/** Who brings new versions, as a sentence. */
export const updaterWords: { readonly [U in UpdatedBy]: string } = {
  self: 'Reelkeep replaces itself when you say so.',
  package:
    'Your package manager installs new versions. Reelkeep downloads and verifies the file first, when you say so.',
  other:
    'The store or distribution that you got Reelkeep from updates it. Reelkeep does not check.',
  nobody:
    'This copy cannot be replaced in its place: it was unpacked by hand, is portable, or is built from the sources. Reelkeep can tell you of a new version; you install it yourself.',
};

/** What is shown of how far an update is. */
export function describePhase(phase: UpdatePhase, own: string): string {
  switch (phase.kind) {
    case 'none':
      return `Version ${own}`;
    case 'newest':
      return `Version ${own} is the newest.`;
    case 'offered': {
      const { version, sizeBytes } = phase.release;
      const size = sizeBytes === undefined ? '' : ` (${roughSize(sizeBytes)})`;
      return `Version ${version} is out${size}. You have ${own}.`;
    }
    case 'fetching':
      return `Downloading ${phase.release.version}`;
    case 'fetched':
      return `Version ${phase.release.version} is downloaded and verified.`;
    case 'installing':
      return `Installing ${phase.release.version}`;
    case 'by-hand':
      return `Version ${phase.release.version} is downloaded and verified. Install it in a terminal, then restart Reelkeep:`;
    case 'installed':
      return `Version ${phase.release.version} is in its place. It runs after a restart.`;
  }
}

/** `12.0 MB of 90.0 MB, 3.1 MB/s`. */
export function fetchAmount(phase: Extract<UpdatePhase, { kind: 'fetching' }>): string {
  const { release, receivedBytes, bytesPerSecond } = phase;
  const whole = release.sizeBytes === undefined ? '' : ` of ${roughSize(release.sizeBytes)}`;
  const speed = bytesPerSecond === 0 ? '' : `, ${roughSize(bytesPerSecond)}/s`;
  return `${roughSize(receivedBytes)}${whole}${speed}`;
}

function day(atMs: number): string {
  return new Date(atMs).toLocaleDateString('en-GB', { dateStyle: 'medium' });
}

const staleWords: { readonly [K in Staleness['kind']]: (since: string) => string } = {
  'not-renewed': (since) =>
    `The newest list of versions that can be had is of ${since}, and should have been renewed by now.`,
  unheard: (since) => `No list of versions could be had or believed since ${since}.`,
};

/** That it is not known whether there is a newer version. @param address where versions can be had by hand */
export function describeStale({ kind, sinceMs }: Staleness, address: string): Words {
  return {
    sentence: staleWords[kind](day(sinceMs)),
    remedy: `There may be a newer version, and something that keeps it from you: look at ${address}. If this computer’s date is wrong, set it.`,
  };
}

/** The same, outside the window. */
export function describeStaleNotice({ kind, sinceMs }: Staleness): NoticeWords {
  return {
    title: 'Reelkeep cannot tell whether it is up to date',
    body: `${staleWords[kind](day(sinceMs))} Settings, Updates has more.`,
  };
}

const whereNotes = 'Settings, Updates says what is new.';

/** There is a new version. */
export function describeOffered(version: string): NoticeWords {
  return { title: `Reelkeep ${version} is out`, body: whereNotes };
}

/** After a restart: the new version runs. */
export function describeRunning(version: string): NoticeWords {
  return { title: `Reelkeep ${version} is running`, body: whereNotes };
}

/** After a restart: it does not. */
export function describeOldRuns(version: string, own: string): NoticeWords {
  return {
    title: `Reelkeep ${version} was not installed`,
    body: `${own} is still running, and nothing was lost. Settings, Updates has more.`,
  };
}
