import { knownForm } from './form.ts';
import { endOfWindow } from './plain-text.ts';
import { hasHit } from './text-windows.ts';

/** No id follows: one may begin with the very digits of a code. */
const noId = `(?!${knownForm.replaceAll('a-f', 'a-fA-F')}(?![\\w-]))`;

/** A text that is still in mail’s coding, “quoted-printable” (RFC 2045, 6.7). */
const sign = new RegExp(`=${noId}(?:3D|C2=A0|E2=80=)`, 'g');

/** Its broken lines, and those characters that stand about words. */
const coded = new RegExp(
  `=${noId}(?:\\n|3D|0D|0A|20(?=\\n)|C2=A0|C2=AD|E2=80=[0-9A-F]{2}|EF=BB=BF)`,
  'g',
);

function decoded(code: string): string {
  return code === '=\n' ? '' : Buffer.from(code.replaceAll('=', ''), 'hex').toString('utf8');
}

/**
 * The text as it was before mail has coded it, as far as an id may be concerned: a code before an id, or a
 * broken line within one, would make another id of it.
 * @yields now and then, for the caller to pause.
 */
export function* withoutMailCoding(text: string): Generator<undefined, string> {
  if (!(yield* hasHit(text, sign))) return text;
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const part = text.slice(from, endOfWindow(text, from));
    parts.push(part.replace(coded, decoded));
    from += part.length;
    yield undefined;
  }
  return parts.join('');
}
