import type { Words } from './words.ts';
import { quote } from './amounts.ts';

/** Why a file could not be looked through for task ids. */
type Reason = 'too-long' | 'no-text' | 'not-a-file' | 'not-readable';

const words: { readonly [R in Reason]: (name: string) => Words } = {
  'too-long': (name) => ({
    sentence: `${quote(name)} was not read: it is larger than 20 MB.`,
    remedy: 'Open only the part with the task IDs, or paste it here.',
  }),
  'no-text': (name) => ({
    sentence: `${quote(name)} was not read: it does not hold text.`,
    remedy: 'Open it in the program that made it, and copy the task IDs from there.',
  }),
  'not-a-file': (name) => ({
    sentence: `${quote(name)} was not read: it is a folder, a link or a device.`,
    remedy: 'Open the file itself.',
  }),
  'not-readable': (name) => ({
    sentence: `${quote(name)} could not be read.`,
    remedy: 'Check that it is there and that you may open it, then open it again.',
  }),
};

/** What is said of a file that was not read. */
export function describeUnread(name: string, reason: Reason): Words {
  return words[reason](name);
}

/** What is said of a file without task ids. */
export function withoutIds(name: string): Words {
  return {
    sentence: `${quote(name)} holds no task ID.`,
    remedy: 'Paste the ID itself if you know it.',
  };
}
