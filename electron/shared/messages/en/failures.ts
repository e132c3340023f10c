import type { FailureTable } from '../words.ts';
import { pause } from './spans.ts';
import { setAside } from './crashes.ts';
import { addresses } from './failure/addresses.ts';
import { archive } from './failure/archive.ts';
import { asked } from './failure/asked.ts';
import { disk } from './failure/disk.ts';
import { media } from './failure/media.ts';
import { notSaved } from './failure/saving.ts';
import { template } from './failure/templates.ts';

const retries = 'Reelkeep retries automatically. No action needed.';

const got = {
  html: 'a web page',
  empty: 'an empty answer',
  'not-json': "something that isn't JSON",
  'unknown-shape': 'JSON in an unknown format',
  'unknown-data': 'data in an unknown format',
} as const;

/** What happened, and what can be done about it, for each failure. */
export const failures: FailureTable = {
  unreachable: ({ host }) => ({
    sentence: `Can't reach ${host}.`,
    remedy: 'Check your internet connection. Reelkeep resumes automatically.',
  }),
  'proxy-refused': ({ host, proxy, httpStatus }) => ({
    sentence: `The proxy ${proxy} didn't let Reelkeep through to ${host}.`,
    remedy:
      httpStatus === 407
        ? "It requires a password, which Reelkeep doesn't support. Exempt this computer, or change the proxy in the system settings. Reelkeep resumes automatically."
        : 'Allow this host at the proxy, or change the proxy in the system settings. Reelkeep resumes automatically.',
  }),
  'bad-certificate': ({ host }) => ({
    sentence: `${host}'s security certificate isn't trusted.`,
    remedy: "Check this computer's clock, and any proxy or antivirus that inspects HTTPS.",
  }),
  'key-refused': ({ host }) => ({
    sentence: `${host} refused the API key.`,
    remedy:
      'Enter a valid key for this account. Until then, Reelkeep only checks now and then whether the key works again.',
  }),
  'client-blocked': ({ host }) => ({
    sentence: `${host} is blocking this computer or network, with any key.`,
    remedy: 'Try another network, or turn off your VPN or proxy.',
  }),
  'rate-limited': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} is limiting requests.`
        : `${host} asked Reelkeep to wait ${pause(retryAfterMs)}.`,
    remedy: 'Reelkeep slows down and retries automatically.',
  }),
  maintenance: ({ host }) => ({
    sentence: `${host} is down for maintenance.`,
    remedy: 'Reelkeep checks again every few minutes.',
  }),
  'no-credits': ({ host }) => ({
    sentence: `The account at ${host} has no credits left.`,
    remedy: "Top it up on the provider's site, then click Test connection in Settings > Accounts.",
  }),
  'sub-key-limit': ({ host }) => ({
    sentence: `This key has used up its limit at ${host}.`,
    remedy: "Raise the key's limit on the provider's site, or enter another key.",
  }),
  'not-the-provider': ({ host, httpStatus, got: what }) => ({
    sentence: `${host} returned ${got[what]} instead of API data (HTTP ${String(httpStatus)}).`,
    remedy:
      what === 'unknown-data'
        ? 'Reelkeep retries automatically. If it keeps happening, check the base URL in Settings > Accounts.'
        : 'Check the base URL in Settings > Accounts. If it is right, a proxy or a sign-in page may be in the way.',
  }),
  'other-task': ({ host }) => ({
    sentence: `${host} answered about a different video.`,
    remedy: `The answer was not used. ${retries}`,
  }),
  'provider-error': ({ host, providerCode, message }) => ({
    sentence: `${host} reports error ${String(providerCode)}: ${message === '' ? 'no reason given' : message}`,
    remedy: retries,
  }),
  'account-unknown': () => ({
    sentence: "This video's account no longer exists.",
    remedy: 'Add the task ID again with another account.',
  }),
  'account-no-key': ({ name }) => ({
    sentence: `The account “${name}” has no API key.`,
    remedy: 'Enter its key in Settings > Accounts.',
  }),
  'account-resting': ({ host }) => ({
    sentence: `Reelkeep has paused its requests to ${host} for a while.`,
    remedy: retries,
  }),
  'keyring-missing': () => ({
    sentence: 'No system keychain is available to encrypt the API key.',
    remedy: 'Choose whether to keep the key for this session only or to store it as plain text.',
  }),
  'keyring-failed': () => ({
    sentence: "The system keychain doesn't release the API key.",
    remedy:
      'Unlock the keychain: Reelkeep resumes within ten minutes. If it was locked when Reelkeep started, restart Reelkeep. Or enter the key again.',
  }),
  ...media,
  ...disk,
  ...asked,
  ...addresses,
  ...archive,
  'not-saved': notSaved,
  'template-invalid': template,
  'set-aside': setAside,
  'internal-error': () => ({
    sentence: 'Something went wrong inside Reelkeep.',
    remedy: 'Reelkeep will retry. If it keeps happening, report it and attach the log.',
  }),
};
