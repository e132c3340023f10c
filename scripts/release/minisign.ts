import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';

/** A key that feeds are signed with. */
export interface FeedSecret {
  readonly key: KeyObject;
  /** Eight bytes, by which its public half is found. */
  readonly id: Buffer;
}

const [algorithm, idLength, seedLength] = ['Ed', 8, 32];

/** ASN.1 before the 32 bytes of a secret Ed25519 key (RFC 8410, section 7). */
const secretHead = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Makes a key. @returns its secret half in one line: id and seed in base64 */
export function makeSecret(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-seedLength);
  return Buffer.concat([randomBytes(idLength), seed]).toString('base64');
}

/** Reads a secret as `makeSecret` writes it. @throws where it is none; the message does not repeat it */
export function readSecret(line: string): FeedSecret {
  const bytes = Buffer.from(line.trim(), 'base64');
  if (bytes.length !== idLength + seedLength)
    throw new Error('The feed’s secret is not as scripts/release/feed-key.ts writes it.');
  const der = Buffer.concat([secretHead, bytes.subarray(idLength)]);
  return {
    key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    id: bytes.subarray(0, idLength),
  };
}

/** The public half in one line, as minisign writes it. */
export function publicLine({ key, id }: FeedSecret): string {
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return Buffer.concat([Buffer.from(algorithm), id, raw]).toString('base64');
}

/** The text of a `.minisig` file, of minisign's plain kind (as `minisign -S -l` makes): `minisign -V` proves it too. */
export function minisign({ key, id }: FeedSecret, over: Buffer, comment: string): string {
  const signature = sign(null, over, key);
  const first = Buffer.concat([Buffer.from(algorithm), id, signature]).toString('base64');
  const second = sign(null, Buffer.concat([signature, Buffer.from(comment)]), key);
  return [
    'untrusted comment: signature of Reelkeep’s list of versions',
    first,
    `trusted comment: ${comment}`,
    `${second.toString('base64')}\n`,
  ].join('\n');
}
