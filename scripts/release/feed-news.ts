// node scripts/release/feed-news.ts FOLDER
// Prints which of the feeds in a folder is to be signed anew, the heading first; nothing while there is time.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feedNews } from './feed-plan.ts';

const [folder = '.'] = process.argv.slice(2);
for (const name of readdirSync(folder).sort().reverse()) {
  if (!name.endsWith('.json')) continue;
  const feed = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
    readonly version: string;
    readonly expiresAt: string;
  };
  const news = feedNews(name.replace(/\.json$/, ''), feed, Date.now());
  if (news === undefined) continue;
  console.log(news);
  break; // one issue a week is enough: both are signed by one run
}
