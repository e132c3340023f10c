// node scripts/release/feed-key.ts
// Makes a key that feeds are signed with, and prints both halves: the public one belongs into
// electron/core/update/feed-source.ts, the secret one into the release environment's secret REELKEEP_FEED_SECRET.
import { makeSecret, publicLine, readSecret } from './minisign.ts';

const secret = makeSecret();
console.log(`public: ${publicLine(readSecret(secret))}`);
console.log(`secret: ${secret}`);
