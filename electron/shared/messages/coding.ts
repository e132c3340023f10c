import { m } from './catalogue.ts';
import type { Words } from './words.ts';

/** How people call what a film's four letters stand for (mp4ra.org, Codecs; QuickTime File Format). */
const names: Readonly<Record<string, string>> = {
  hvc1: 'HEVC (H.265)',
  hev1: 'HEVC (H.265)',
  dvh1: 'Dolby Vision',
  dvhe: 'Dolby Vision',
  vvc1: 'VVC (H.266)',
  vvi1: 'VVC (H.266)',
  apco: 'Apple ProRes',
  apcs: 'Apple ProRes',
  apcn: 'Apple ProRes',
  apch: 'Apple ProRes',
  ap4h: 'Apple ProRes',
  ap4x: 'Apple ProRes',
  mp4v: 'MPEG-4 Visual',
  jpeg: 'Motion JPEG',
  mjpa: 'Motion JPEG',
  mjpb: 'Motion JPEG',
  AVdn: 'Avid DNxHD',
  AVdh: 'Avid DNxHR',
};

/** The coding of a film's picture by its four letters, as it is shown: `HEVC (H.265)`. */
export function codingName(codec: string): string {
  return codec === 'encv' ? m.tasks.copyProtected : (names[codec] ?? codec.trim());
}

/** Why the window does not play a file that is safe, and what does. */
export function notPlayedHere(
  what: 'video' | 'picture' | 'sound',
  codec: string | undefined,
): Words {
  const { sentence, coded, remedy } = m.tasks.notPlayed;
  return {
    sentence: codec === undefined ? sentence[what] : coded[what](codingName(codec)),
    remedy: remedy[what],
  };
}
