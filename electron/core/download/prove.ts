import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { ProvenMedia } from '../../shared/task.ts';
import { bytesOf } from './bytes.ts';
import { onDisk } from './on-disk.ts';
import { checkMedia } from './media-check.ts';
import type { Part } from './part.ts';
import type { MediaKind } from './sniff.ts';

/**
 * Puts all bytes of a part on disk (fsync), and proves that they are a whole video or picture. The
 * SHA-256 is that of the bytes as they came, which a later reading can be held against.
 * @returns `media-damaged` when they are not; the part is then gone, for nothing can be made of it
 * @throws DiskTrouble
 */
export async function prove(part: Part, kind: MediaKind): Promise<Outcome<ProvenMedia, Failure>> {
  const { file, sizeBytes, sha256 } = await part.finish();
  const check = bytesOf(file).then((bytes) => checkMedia(bytes, kind));
  const facts = await onDisk(part.path, check);
  if (facts.ok && sizeBytes === part.receivedBytes)
    return succeed({ sizeBytes, sha256, ...facts.value });
  await part.discard();
  const detail = `${String(sizeBytes)} bytes on disk`;
  return facts.ok ? fail({ code: 'media-damaged', detail }) : facts;
}
