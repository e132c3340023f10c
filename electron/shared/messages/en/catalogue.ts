import { background } from './background.ts';
import { formats } from './formats.ts';

/** Everything that Reelkeep says, in English: the catalogue that all others follow. */
export const en = { background, formats };
