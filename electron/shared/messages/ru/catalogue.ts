import type { en } from '../en/catalogue.ts';
import { background } from './background.ts';
import { formats } from './formats.ts';

/** Everything that Reelkeep says, in Russian. */
export const ru = { background, formats } satisfies typeof en;
