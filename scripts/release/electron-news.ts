// node scripts/release/electron-news.ts VERSIONS.json
// Prints what is new in Electron for Reelkeep, its heading first; nothing where nothing is. The file is what
// `npm view electron versions --json` answers.
import { readFileSync } from 'node:fs';
import { electronNews } from './electron-versions.ts';

const [path] = process.argv.slice(2);
if (path === undefined)
  throw new Error('usage: node scripts/release/electron-news.ts VERSIONS.json');
const { devDependencies } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { devDependencies: { electron: string } };
const published = JSON.parse(readFileSync(path, 'utf8')) as readonly string[];
const news = electronNews(devDependencies.electron, published);
if (news !== undefined) console.log(`${news.title}\n\n${news.body}`);
