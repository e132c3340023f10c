// node scripts/release/channels.ts TAG WISH FOLDER
// Prints the channels that a version's feed is put on; in the folder lie the feeds that are offered now.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelsFor } from './feed-plan.ts';

const [tag = '', wish, folder = ''] = process.argv.slice(2);
const path = join(folder, 'beta.json');
const offered = existsSync(path)
  ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  : undefined;
console.log(channelsFor(tag.replace(/^v/, ''), offered, wish).join(' '));
