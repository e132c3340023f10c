import type { Failure } from '../failure.ts';
import { m, type Messages } from './catalogue.ts';
import { byCode, type Words } from './words.ts';

/** The system's own word for a failure, such as `ENOSPC`, where it has one. */
export function detailOf(failure: Failure): string | undefined {
  // A template's detail is the part of it that is meant, and stands in the sentence.
  return 'detail' in failure && failure.code !== 'template-invalid' ? failure.detail : undefined;
}

/**
 * The sentence and the remedy for a failure, with the failure's own data in them.
 * @param messages what they are said with; absent: the language that is spoken now
 */
export function describeFailure(failure: Failure, messages: Messages = m): Words {
  const detail = detailOf(failure);
  const words = byCode<Failure, Words>(messages.failures)(failure);
  return detail === undefined ? words : { ...words, detail };
}
