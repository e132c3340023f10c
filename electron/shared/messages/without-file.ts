import { m } from './catalogue.ts';
import type { Words } from './words.ts';

/** A task that is finished by the provider's word, while its file may still be named. */
export function awaitingFile(text?: string): Words {
  const { sentence, remedy } = m.ends.awaitingFile;
  return { sentence: sentence(text), remedy };
}

/** The end of a task whose file was never named. */
export function neverAFile(text?: string): Words {
  const { sentence, remedy, remedyForText } = m.ends.neverAFile;
  return { sentence: sentence(text), remedy: text === undefined ? remedy : remedyForText };
}
