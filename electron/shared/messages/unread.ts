import { m } from './catalogue.ts';
import type { Words } from './words.ts';

/** Why a file could not be looked through for task ids. */
type Reason = 'too-long' | 'no-text' | 'not-a-file' | 'not-readable';

/** What is said of a file that was not read. */
export function describeUnread(name: string, reason: Reason): Words {
  const { sentence, remedy } = m.unread[reason];
  return { sentence: sentence(name), remedy };
}

/** What is said of a file without task ids. */
export function withoutIds(name: string): Words {
  const { sentence, remedy } = m.unread['without-ids'];
  return { sentence: sentence(name), remedy };
}
