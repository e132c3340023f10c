/** Which letters a file system takes in a name: some are mounted without Unicode, or with half of it. */
export type Letters = 'all' | 'basic' | 'ascii';

/** What a name has to be like to be taken by a file system. */
export interface NameShape {
  /** Bytes of UTF-8 of a base name: what Reelkeep adds to it comes on top. */
  readonly bytes: number;
  readonly letters: Letters;
}

/** The longest that is added to a base name: a note about the repair of an input, being written. */
export const longestAddition = ' input 9.mp4.repair.part.json.tmp';

/**
 * Bytes of a base name, from the usual to the least, which has room for a date and an id. File systems take
 * 255 bytes with all that is added; encrypted folders 143 (eCryptfs, and Synology's shares on it).
 */
const byteSteps: readonly number[] = [222, 190, 160, 130, 108, 90, 70, 55, 40];

const letterSteps: readonly Letters[] = ['all', 'basic', 'ascii'];

/** The shape on a file system that takes what the usual ones take. */
export const usualShape: NameShape = { bytes: 222, letters: 'all' };

/** What was wrong with a name of some shape. */
export type Misfit = 'long' | 'letters';

/** A narrower shape after a name was refused; `undefined` when there is none. */
export function narrower({ bytes, letters }: NameShape, misfit: Misfit): NameShape | undefined {
  const shorter = byteSteps.find((step) => step < bytes);
  const plainer = letterSteps[letterSteps.indexOf(letters) + 1];
  if (misfit === 'long' && shorter !== undefined) return { bytes: shorter, letters };
  return plainer === undefined ? undefined : { bytes, letters: plainer };
}

/** The longest name of a shape, with the most demanding of its letters. */
export function longestOf({ bytes, letters }: NameShape): string {
  const letter = { all: '\u{1f415}', basic: '\u72d7', ascii: 'x' }[letters];
  const count = Math.floor(bytes / Buffer.byteLength(letter));
  return letter.repeat(count).padEnd(bytes - (Buffer.byteLength(letter) - 1) * count, 'x');
}

/** The part of a text that has only these letters; accents go before their letters do. */
export function withLetters(text: string, letters: Letters): string {
  switch (letters) {
    case 'all':
      return text;
    case 'basic': // the first plane of Unicode (UCS-2), which emoji are not in, nor what joins them
      return text.replace(/[\u{10000}-\u{10ffff}]|\u200d|\ufe0f/gu, '');
    case 'ascii':
      return text.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  }
}

/** The letters that a text needs. */
export function lettersOf(text: string): Letters {
  return letterSteps.findLast((letters) => withLetters(text, letters) === text) ?? 'all';
}

/** Whether whoever takes the second letters takes the first ones. */
export function includesLetters(one: Letters, taken: Letters): boolean {
  return letterSteps.indexOf(one) >= letterSteps.indexOf(taken);
}
