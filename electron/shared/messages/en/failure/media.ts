import type { FailureTable } from '../../words.ts';
import { pause } from '../spans.ts';
import { grouped } from '../plural.ts';

const retries = 'Reelkeep retries automatically. No action needed.';

/** What came in a file's place, by how its first bytes look. */
const sent: ReadonlyMap<string, string> = new Map([
  ['empty', 'nothing'],
  ['html', 'a web page'],
  ['xml', 'a message (XML)'],
  ['json', 'a message (JSON)'],
  ['text', 'text'],
  ['gzip', 'a compressed file'],
  ['zip', 'a ZIP archive'],
  ['pdf', 'a PDF document'],
  ['heif', 'a HEIF picture'],
  ...['jpg', 'png', 'webp', 'gif'].map((format) => [format, 'a picture'] as const),
  ...['mp4', 'mov', 'webm', 'mkv'].map((format) => [format, 'a video'] as const),
  ...['wav', 'mp3', 'm4a', 'flac', 'ogg', 'aac'].map((format) => [format, 'audio'] as const),
]);

/** What goes wrong with the transfer of a file. */
export const media = {
  'media-refused': ({ host, httpStatus }) => ({
    sentence: `${host} refuses the file for now (HTTP ${String(httpStatus)}).`,
    remedy:
      'Reelkeep retries every few minutes, and sometimes with a fresh link from the provider. No action needed.',
  }),
  'media-http': ({ host, httpStatus }) => ({
    sentence: `${host} answered the download with HTTP ${String(httpStatus)}.`,
    remedy: retries,
  }),
  'media-not-media': ({ host, got }) => ({
    sentence: `${host} sent ${sent.get(got) ?? 'something unknown'} instead of the file.`,
    remedy:
      'Reelkeep retries automatically. If it keeps happening, a proxy or a sign-in page may be answering for the host.',
  }),
  'host-refuses': ({ host }) => ({
    sentence: `${host} refuses every download for now, including this one.`,
    remedy:
      'Reelkeep retries every few minutes, and resumes once the host works again. A VPN or another network may help.',
  }),
  'host-busy': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} is limiting downloads.`
        : `${host} asked Reelkeep to wait ${pause(retryAfterMs)}.`,
    remedy: 'Reelkeep waits, and resumes automatically.',
  }),
  'media-truncated': ({ host, receivedBytes, expectedBytes }) => ({
    sentence: `${host} ended the download early: only ${grouped(receivedBytes)} of ${grouped(expectedBytes)} bytes arrived.`,
    remedy: 'Reelkeep resumes the download automatically.',
  }),
  'media-damaged': () => ({
    sentence: "The file arrived, but it isn't a complete video or image.",
    remedy: 'Reelkeep downloads it again. A damaged file never counts as archived.',
  }),
  'media-too-large': ({ host, limitBytes }) => ({
    sentence: `The file at ${host} is larger than the ${grouped(limitBytes)}-byte limit.`,
    remedy: "Download it manually from the provider's site.",
  }),
  'media-stalled': ({ host }) => ({
    sentence: `${host} stopped sending in the middle of the download.`,
    remedy: 'Reelkeep resumes the download automatically.',
  }),
  'media-expired': () => ({
    sentence: "The provider says it has deleted this video's files.",
    remedy: 'The prompt and its parameters are kept, so you can generate the video again.',
  }),
  'transfer-stopped': () => ({
    sentence: 'The download was stopped before it finished.',
    remedy: 'Click Resume or Check now to continue. Nothing downloaded so far is lost.',
  }),
} satisfies Partial<FailureTable>;
