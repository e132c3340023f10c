import type { en } from '../en/catalogue.ts';
import { background } from './background.ts';
import { formats } from './formats.ts';
import { library } from './window/library.ts';
import { row } from './window/row.ts';
import { settings } from './settings.ts';

/** Everything that Reelkeep says, in Chinese, in simplified characters. */
export const zhCn = { background, formats, library, row, settings } satisfies typeof en;
