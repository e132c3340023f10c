import { createHash } from 'node:crypto';
import type { JsonValue } from '../../shared/json.ts';

const opening = '{"value":';
const closing = /,"sha256":"([0-9a-f]{64})"\}$/;

/** How many bytes at a sealed document's end hold the checksum of all the others. */
export const sealBytes = ',"sha256":""}'.length + 64;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A document's text, with the checksum of its value: damage within a string is then noticed as well. */
export function withChecksum(value: JsonValue): string {
  const json = JSON.stringify(value);
  return `${opening}${json},"sha256":"${sha256(json)}"}`;
}

/**
 * Reads a document's text back. One without a checksum is an older Reelkeep's, and taken as it is.
 * @throws when the text is not what was written
 */
export function verifyChecksum(text: string): JsonValue {
  const sum = closing.exec(text.slice(-sealBytes))?.[1];
  if (sum !== undefined && text.startsWith(opening)) {
    const json = text.slice(opening.length, -sealBytes);
    if (sha256(json) !== sum) throw new SyntaxError('The checksum is another one.');
    return JSON.parse(json) as JsonValue; // out of JSON.parse
  }
  const parsed: unknown = JSON.parse(text);
  const isWrapped = typeof parsed === 'object' && parsed !== null && 'value' in parsed;
  if (!isWrapped || Object.keys(parsed).length !== 1) {
    throw new SyntaxError('Not a document of this store.');
  }
  return parsed.value as JsonValue; // out of JSON.parse
}
