import type { Words } from '../../electron/shared/messages/words.ts';

/** Words for an error that no code describes. */
export function describeUnexpected(error: unknown): Words {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    sentence: `Something went wrong inside Reelkeep: ${detail}`,
    remedy: 'Try again. If it stays so, restart Reelkeep; your list is safe on disk.',
  };
}
