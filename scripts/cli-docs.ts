// node scripts/cli-docs.ts
// Writes the manual page and the completions of the shells, which the packages bring along, from the table
// of commands.
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  bashCompletion,
  fishCompletion,
  manPage,
  zshCompletion,
} from '../electron/cli/completions.ts';

const folder = new URL('../docs/cli/', import.meta.url);
mkdirSync(folder, { recursive: true });
const files = {
  'reelkeep.1': manPage(),
  'reelkeep.bash': bashCompletion(),
  _reelkeep: zshCompletion(),
  'reelkeep.fish': fishCompletion(),
};
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);
