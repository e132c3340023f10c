import { dirname } from 'node:path';
import { planHashList, type HashListChange } from '../hash-list.ts';
import type { OperationContext } from './context.ts';
import { flushNames } from './flush.ts';
import { readSmall, type ReadLimit } from './look.ts';
import { at, type Place } from './place.ts';
import { unlinkFile } from './rename.ts';
import { append, writeDurably } from './write.ts';

/** Each byte a character of its own: what is no UTF-8 stays what it is. */
const encoding = 'latin1';

/** A change of a hash list, and how large the list may be. */
export type Amendment = HashListChange & ReadLimit;

function signsOf(lines: readonly string[]): readonly string[] {
  return lines.map((line) => Buffer.from(line).toString(encoding));
}

/**
 * Makes sure that a folder's hash list has some lines, and has not some others, on disk; again is as good
 * as once. All of it happens here, however large the list is. One that nothing is left in is removed:
 * `sha256sum -c` complains of it.
 * @throws ForeignEntry; an error with the code `EFBIG` for a list above the limit; the system's error
 */
export function amendHashList(
  context: OperationContext,
  place: Place,
  { add, drop, maxBytes }: Amendment,
): void {
  const bytes = readSmall(context, place, { maxBytes });
  const text = Buffer.from(bytes?.buffer ?? new ArrayBuffer(0)).toString(encoding);
  const plan = planHashList(text, { add: signsOf(add), drop: signsOf(drop) });
  const isLong = 'rewrite' in plan;
  if (!isLong && plan.append === '') return;
  const more = Buffer.from(isLong ? plan.rewrite : plan.append, encoding);
  if (!isLong && append(context, place, more)) return;
  // One with a second name is somebody else's too: that one's file stays as it is.
  const whole = isLong ? more : Buffer.from(text + plan.append, encoding);
  if (whole.toString(encoding).trim() !== '') writeDurably(context, place, whole);
  else {
    at(place, (path) => {
      unlinkFile(path);
      flushNames(dirname(path));
    });
  }
}
