import { background } from './background.ts';
import { formats } from './formats.ts';
import { library } from './window/library.ts';
import { row } from './window/row.ts';
import { settings } from './settings.ts';

/** Everything that Reelkeep says, in English: the catalogue that all others follow. */
export const en = { background, formats, library, row, settings };
