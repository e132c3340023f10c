import { sentWord } from './failure/sent.ts';
import type { Failure, FailureCode } from '../failure.ts';
import { addressWords } from './failure/addresses.ts';
import { archiveWords } from './failure/archive.ts';
import { grouped, quote, wholeSeconds } from './amounts.ts';
import { diskWords } from './failure/disk.ts';
import { describeNotSaved } from './failure/saving.ts';
import { describeTemplate } from './failure/templates.ts';
import { describeSetAside } from './crashes.ts';
import type { Words } from './words.ts';

type Table = { readonly [C in FailureCode]: (failure: Extract<Failure, { code: C }>) => Words };

const nothingToDo = 'Reelkeep tries again by itself; there is nothing to do.';

const failureWords: Table = {
  unreachable: ({ host, detail }) => ({
    sentence: `${host} cannot be reached (${detail}).`,
    remedy: 'Check the internet connection. Reelkeep goes on by itself once it is back.',
  }),
  'proxy-refused': ({ host, proxy, detail, httpStatus }) => ({
    sentence: `The proxy ${proxy} did not let Reelkeep through to ${host} (${detail}).`,
    remedy:
      httpStatus === 407
        ? 'It asks for a password, which Reelkeep cannot give. Let this computer through without one, or change the proxy in the system settings. Reelkeep goes on by itself.'
        : 'Allow this host at the proxy, or change the proxy in the system settings. Reelkeep goes on by itself.',
  }),
  'bad-certificate': ({ host, detail }) => ({
    sentence: `The certificate of ${host} is not to be trusted (${detail}).`,
    remedy: "Check this computer's clock, and any proxy or antivirus that reads secure traffic.",
  }),
  'key-refused': ({ host }) => ({
    sentence: `${host} refused the API key.`,
    remedy:
      'Enter a valid key for this account. Until then Reelkeep only asks now and then whether the key works again.',
  }),
  'client-blocked': ({ host }) => ({
    sentence: `${host} refuses requests from this computer or network, whatever the key.`,
    remedy: 'Try another network, or switch off the VPN or proxy.',
  }),
  'rate-limited': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} asks for fewer requests.`
        : `${host} asks for a pause of ${wholeSeconds(retryAfterMs)}.`,
    remedy: 'Reelkeep slows down and goes on by itself.',
  }),
  maintenance: ({ host }) => ({
    sentence: `${host} is down for maintenance.`,
    remedy: 'Reelkeep asks again every few minutes.',
  }),
  'no-credits': ({ host }) => ({
    sentence: `The account at ${host} has no credits left.`,
    remedy: "Top it up at the provider's site, then press Test connection in Settings, Accounts.",
  }),
  'sub-key-limit': ({ host }) => ({
    sentence: `This key has used up its limit at ${host}.`,
    remedy: "Raise the key's limit at the provider's site, or enter another key.",
  }),
  'not-the-provider': ({ host, httpStatus, got }) => ({
    sentence: `${host} answered with ${gotWords[got]} (HTTP ${String(httpStatus)}) instead of the API's answer.`,
    remedy:
      got === 'unknown-data'
        ? 'Reelkeep asks again by itself. If it stays so, check the base URL in Settings, Accounts.'
        : 'Check the base URL in Settings, Accounts. If it is right, a proxy or a sign-in page may be in the way.',
  }),
  'other-task': ({ host }) => ({
    sentence: `${host} answered about another video than this one.`,
    remedy: `The answer was not used. ${nothingToDo}`,
  }),
  'provider-error': ({ host, providerCode, message }) => ({
    sentence: `${host} reports error ${String(providerCode)}: ${message === '' ? 'no reason given' : message}`,
    remedy: nothingToDo,
  }),
  'media-refused': ({ host, httpStatus }) => ({
    sentence: `${host} refuses the file for now (HTTP ${String(httpStatus)}).`,
    remedy:
      'Reelkeep tries it again every few minutes, and now and then by a fresh link from the provider; there is nothing to do.',
  }),
  'media-http': ({ host, httpStatus }) => ({
    sentence: `${host} answered the download with HTTP ${String(httpStatus)}.`,
    remedy: nothingToDo,
  }),
  'media-not-media': ({ host, got }) => ({
    sentence: `${host} sent ${sentWord(got)} instead of the file.`,
    remedy:
      'Reelkeep tries again. If it stays so, a proxy or a sign-in page may answer for the host.',
  }),
  'host-refuses': ({ host }) => ({
    sentence: `${host} refuses every download for now, this one too.`,
    remedy:
      'Reelkeep tries every few minutes, and goes on by itself once the host serves again. A VPN or another network may help.',
  }),
  'host-busy': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} asks for fewer downloads.`
        : `${host} asks for a pause of ${wholeSeconds(retryAfterMs)}.`,
    remedy: 'Reelkeep waits that long, and goes on by itself.',
  }),
  'media-truncated': ({ host, receivedBytes, expectedBytes }) => ({
    sentence: `${host} ended the download early: ${grouped(receivedBytes)} of ${grouped(expectedBytes)} bytes came.`,
    remedy: 'Reelkeep resumes it by itself.',
  }),
  'media-damaged': ({ detail }) => ({
    sentence: `The file came, but it is not a whole video or picture (${detail}).`,
    remedy: 'Reelkeep fetches it again. A damaged file is never kept as archived.',
  }),
  'media-too-large': ({ host, limitBytes }) => ({
    sentence: `${host} sends more than the ${grouped(limitBytes)} bytes that this file may have.`,
    remedy: "Fetch this video by hand from the provider's site.",
  }),
  'media-stalled': ({ host }) => ({
    sentence: `${host} stopped sending in the middle of the download.`,
    remedy: 'Reelkeep resumes it by itself.',
  }),
  'media-expired': () => ({
    sentence: 'The provider says that it has deleted the media of this task.',
    remedy: 'The prompt and its parameters are kept, so that you can make the video again.',
  }),
  'transfer-stopped': () => ({
    sentence: 'The download was stopped before its end.',
    remedy: 'Press Resume or Check now to go on. Nothing fetched so far is lost.',
  }),
  ...diskWords,
  'not-saved': describeNotSaved,
  'account-unknown': () => ({
    sentence: 'The account of this task does not exist any more.',
    remedy: 'Add the task ID again with another account.',
  }),
  'account-no-key': ({ name }) => ({
    sentence: `The account ${quote(name)} has no API key.`,
    remedy: 'Enter its key in Settings, Accounts.',
  }),
  'account-resting': ({ host }) => ({
    sentence: `Reelkeep has just left ${host} alone for a while.`,
    remedy: nothingToDo,
  }),
  'key-empty': () => ({
    sentence: 'The API key is empty.',
    remedy: "Paste the key from the provider's site.",
  }),
  'key-elsewhere': () => ({
    sentence: 'Another base URL needs its API key again.',
    remedy: 'Paste the key. The stored one is never sent to an address it was not given for.',
  }),
  'key-malformed': () => ({
    sentence: 'The API key has characters that no key can have.',
    remedy: 'Paste it again, on one line and without anything around it.',
  }),
  'name-empty': () => ({
    sentence: 'The account has no name.',
    remedy: 'Give it any name that you will recognise.',
  }),
  'keyring-missing': () => ({
    sentence: 'This system offers no keyring to encrypt the API key with.',
    remedy: 'Choose whether to keep the key for this session only or to store it as plain text.',
  }),
  'keyring-failed': () => ({
    sentence: "The system's keyring does not hand out the API key.",
    remedy:
      'Unlock the keyring: Reelkeep goes on by itself within ten minutes. If it was locked when Reelkeep started, restart Reelkeep. Or enter the key again.',
  }),
  quitting: () => ({
    sentence: 'Reelkeep was about to end, and stopped in the middle.',
    remedy: 'Start it again and repeat this: what is done already stays done.',
  }),
  'nothing-to-add': () => ({
    sentence: 'There is nothing new to add.',
    remedy: 'Paste at least one task ID that is not tracked yet.',
  }),
  'endpoint-unknown': ({ endpoint }) => ({
    sentence: `${quote(endpoint)} is not an endpoint that Reelkeep knows.`,
    remedy: 'Choose Auto-detect or one of the endpoints in the list.',
  }),
  'task-unknown': ({ taskId }) => ({
    sentence: `${taskId} is not in the list any more.`,
    remedy: 'Add it again to go on tracking it.',
  }),
  'file-missing': ({ path }) => ({
    sentence: `The file ${quote(path)} is not where Reelkeep put it.`,
    remedy:
      'Move it back, or connect the drive that holds it. Reelkeep looks for it in the archive now; if it stays missing, press Repair in its details.',
  }),
  'file-changed': ({ path }) => ({
    sentence: `${quote(path)} is not the file that was archived: its size or its content is another.`,
    remedy:
      'Reelkeep reads it again now. If it is damaged, it is marked so, and Repair in its details fetches it again.',
  }),
  'trash-refused': ({ path, detail }) => ({
    sentence: `The system's trash did not take ${quote(path)} (${detail}).`,
    remedy:
      'The file is still there. Some drives, network drives above all, have no trash: delete it by hand.',
  }),
  ...addressWords,
  ...archiveWords,
  'template-invalid': describeTemplate,
  'set-aside': describeSetAside,
  'internal-error': ({ detail }) => ({
    sentence: `Something went wrong inside Reelkeep: ${detail}`,
    remedy: 'It tries again by itself. If it stays, please report it with the log file.',
  }),
};

const gotWords = {
  html: 'a web page',
  empty: 'nothing',
  'not-json': 'something that is not JSON',
  'unknown-shape': 'JSON of an unknown form',
  'unknown-data': 'data of an unknown form',
} as const;

/** The sentence and the remedy for a failure, in English, with the failure's own data in them. */
export function describeFailure(failure: Failure): Words {
  // Each row takes its own code's failure; looking a row up by that very code keeps them together,
  // which TypeScript cannot follow across a union.
  const row = failureWords[failure.code] as (failure: Failure) => Words;
  return row(failure);
}
