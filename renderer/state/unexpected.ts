import { m } from '../../electron/shared/messages/catalogue.ts';
import type { Words } from '../../electron/shared/messages/words.ts';

/** Words for an error that no code describes. */
export function describeUnexpected(error: unknown): Words {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    sentence: m.toasts.unexpected(detail),
    remedy: m.toasts.unexpectedRemedy,
  };
}
