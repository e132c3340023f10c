import type { en } from '../en/catalogue.ts';
import { background } from './background.ts';
import { formats } from './formats.ts';

/** Everything that Reelkeep says, in Chinese, in simplified characters. */
export const zhCn = { background, formats } satisfies typeof en;
