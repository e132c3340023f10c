// Names are compared in the same way in the archive and in the threads that look into it.
export { foldName } from '../../files/fold-name.ts';

import { isDeviceName } from '../../files/relative-path.ts';

/** Not allowed on Windows: learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
const forbidden = /[<>:"/\\|?*]/g;

/** Control, format (zero-width, bidi), surrogate, private and unassigned code points, but joiners. */
const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;

/** A joiner is kept only between emoji, where it makes one of several. */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Text of which each UTF-16 unit is one grapheme of one byte; most is, and it is quick to cut. */
const printableAscii = /^[ -~]*$/;

/** The longest beginning that fits, cut between graphemes, and at a word's end if one is near. */
export function truncate(text: string, maxCharacters: number, maxBytes: number): string {
  if (printableAscii.test(text)) {
    const most = Math.max(0, Math.min(maxCharacters, Math.floor(maxBytes)));
    return text.length <= most ? text : cutAtWord(text.slice(0, most), text.charAt(most));
  }
  let kept = '';
  let characters = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (characters === maxCharacters || Buffer.byteLength(kept + segment) > maxBytes) {
      return cutAtWord(kept, segment);
    }
    kept += segment;
    characters += 1;
  }
  return kept;
}

/** @param next the grapheme that did not fit any more */
function cutAtWord(kept: string, next: string): string {
  const lastSpace = kept.lastIndexOf(' ');
  const endsWord = next === ' ' || lastSpace < kept.length / 2;
  return endsWord ? kept : kept.slice(0, lastSpace);
}

/**
 * Text that is a harmless piece of a file name on Windows, macOS and Linux: in NFC, without the
 * characters that one of them forbids or that cannot be seen, without leading dots or dashes (hidden
 * files, options), without trailing dots or spaces (Windows drops them), and no device's name.
 */
export function safeName(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .replace(forbidden, ' ')
    .normalize('NFC') // again: marks that a removed character kept apart have met
    .replace(/ +/g, ' ')
    .replace(/^[ .\-~]+/, '')
    .replace(/[ .]+$/, '');
  return isDeviceName(clean) ? `_${clean}` : clean;
}
