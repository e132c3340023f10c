import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key that feeds are signed with in tests. */
export interface TestKey {
  readonly secret: KeyObject;
  readonly id: Buffer;
  /** The public half, as minisign writes it. */
  readonly line: string;
}

/** Makes a key. @param id eight letters */
export function aFeedKey(id = '12345678'): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const bytes = Buffer.from(id, 'latin1');
  const line = Buffer.concat([Buffer.from('Ed'), bytes, raw]).toString('base64');
  return { secret: privateKey, id: bytes, line };
}

/** Signs as `minisign -S -l` does. */
export function minisigned({ secret, id }: TestKey, over: Buffer, comment = 'reelkeep'): string {
  const signature = sign(null, over, secret);
  const first = Buffer.concat([Buffer.from('Ed'), id, signature]).toString('base64');
  const second = sign(null, Buffer.concat([signature, Buffer.from(comment)]), secret);
  return `untrusted comment: x\n${first}\ntrusted comment: ${comment}\n${second.toString('base64')}\n`;
}
