import { createPublicKey, verify } from 'node:crypto';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';

/** Why a feed is not believed. */
export type SignatureFailure =
  /** What came is no signature, or one of another kind than is made for feeds. */
  | 'malformed'
  /** It was made with a key that this version does not know. */
  | 'unknown-key'
  /** The feed, or what is said of it, is not what was signed. */
  | 'wrong';

/** A key that feeds may be signed with, as minisign writes it: one line in base64. */
export type FeedKey = string;

/** ASN.1 before the 32 bytes of an Ed25519 key (RFC 8410, section 4). */
const keyHead = Buffer.from('302a300506032b6570032100', 'hex');
const [algorithm, idLength, signatureLength, keyLength] = ['Ed', 8, 64, 32];

const trustedHead = 'trusted comment: ';

/** The bytes of base64 that is written as it should be. */
function bytesOf(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}

interface Signature {
  readonly id: Buffer;
  readonly signature: Buffer;
  readonly comment: string;
  readonly commentSignature: Buffer;
}

function read(text: string): Signature | undefined {
  const [untrusted = '', first = '', trusted = '', second = '', ...rest] = text
    .replaceAll('\r\n', '\n')
    .split('\n');
  const [bytes, commentSignature] = [bytesOf(first), bytesOf(second)];
  const isWhole =
    untrusted.startsWith('untrusted comment: ') &&
    trusted.startsWith(trustedHead) &&
    rest.every((line) => line === '') &&
    bytes?.length === algorithm.length + idLength + signatureLength &&
    commentSignature?.length === signatureLength &&
    // Only the plain kind: Electron's crypto has no BLAKE2b for the other one.
    bytes.toString('latin1', 0, algorithm.length) === algorithm;
  if (!isWhole) return undefined;
  const at = algorithm.length + idLength;
  return {
    id: bytes.subarray(algorithm.length, at),
    signature: bytes.subarray(at),
    comment: trusted.slice(trustedHead.length),
    commentSignature,
  };
}

/** The raw key of that id among those that are trusted. */
function keyOf(id: Buffer, keys: readonly FeedKey[]): Buffer | undefined {
  for (const key of keys) {
    const bytes = bytesOf(key);
    const at = algorithm.length + idLength;
    if (bytes?.length !== at + keyLength) continue;
    if (bytes.subarray(algorithm.length, at).equals(id)) return bytes.subarray(at);
  }
  return undefined;
}

/**
 * Proves a feed by a signature of minisign's plain kind (`minisign -S -l`), with any of the keys that this
 * version knows: two of them overlap while one takes the other's place.
 *
 * @param feed the bytes as they came
 * @param signature the text of the `.minisig` file
 * @returns the comment that was signed with it, which says what it is for
 * @see https://jedisct1.github.io/minisign/
 */
export function verifyFeed(
  feed: Buffer,
  signature: string,
  keys: readonly FeedKey[],
): Outcome<string, SignatureFailure> {
  const parts = signature.length > 4_096 ? undefined : read(signature);
  if (parts === undefined) return fail('malformed');
  const raw = keyOf(parts.id, keys);
  if (raw === undefined) return fail('unknown-key');
  const key = createPublicKey({ key: Buffer.concat([keyHead, raw]), format: 'der', type: 'spki' });
  const said = Buffer.concat([parts.signature, Buffer.from(parts.comment)]);
  const isTrue =
    verify(null, feed, key, parts.signature) && verify(null, said, key, parts.commentSignature);
  return isTrue ? succeed(parts.comment) : fail('wrong');
}
