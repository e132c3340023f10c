import { mediaFormats } from '../../media/sniff.ts';

/** Endings of what is kept, as letters of a pattern. */
const media = mediaFormats.join('|');

/** Endings that Reelkeep gives to files in the archive; a folder with one might have a file's name. */
const ownEnding = new RegExp(`\\.(?:${media}|part|json|tmp|txt)$`, 'i');

/**
 * What Reelkeep adds to a task's base for its further files: ` 2` for a result, ` input` for what it was
 * made from, ` (2)` where somebody's file had the name, and then the ending.
 */
const addition = new RegExp(
  `(?: \\d{1,4}| \\(\\d+\\)| input|\\.(?:${media}|part|json|tmp|set-aside-\\d+))$`,
  'i',
);

/**
 * What may follow a task's base in the name of any of its files: `.mp4`, ` 2.mp4.part`, ` input.jpg`,
 * ` (2).mp4`.
 */
export const derivedSuffix = /^(?: \d{1,4}| input(?: \d{1,4})?)?(?: \(\d+\))?\./;

/** Whether a file's path is one that Reelkeep gives to a task of this base path. */
export function bearsName(path: string, base: string): boolean {
  return path.startsWith(base) && derivedSuffix.test(path.slice(base.length));
}

/**
 * Whether a name could be another base with an addition. A base for which it holds might share a file's
 * name with the task of that other base; so no base is such a name.
 */
export function isAmbiguousBase(name: string): boolean {
  return addition.test(name);
}

/** Whether a folder of this name might stand in the place of one of Reelkeep's files. */
export function isReservedFolder(name: string): boolean {
  return ownEnding.test(name);
}

/** Reelkeep's own texts, and what is not finished: never a video, a picture or an input. */
export const noMedia = /\.(?:json|txt|part|tmp)$/i;
