import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { ProvenMedia } from '../../shared/task.ts';
import { fileSource } from '../media/byte-source.ts';
import { onDisk } from '../platform/on-disk.ts';
import { checkMedia } from '../media/media-check.ts';
import { Meter } from '../media/meter.ts';
import { isSelfTerminated } from '../media/self-terminated.ts';
import type { Part } from './part.ts';
import type { MediaKind } from '../media/sniff.ts';

/**
 * Puts all bytes of a part on disk (fsync), and proves that they are a whole video or picture. The
 * SHA-256 is that of the bytes as they came, which a later reading can be held against.
 * @returns `media-damaged` when they are not; the part is then gone, for nothing can be made of it
 * @throws DiskError
 */
export async function prove(part: Part, kind: MediaKind): Promise<Outcome<ProvenMedia, Failure>> {
  const { file, sizeBytes, sha256 } = await part.finish();
  const check = fileSource(file, sizeBytes).then((bytes) => checkMedia(bytes, kind));
  const facts = await onDisk(part.absolutePath, check);
  if (facts.ok && sizeBytes === part.receivedBytes)
    return succeed({ sizeBytes, sha256, ...facts.value });
  await part.discard();
  const detail = `${String(sizeBytes)} bytes on disk`;
  return facts.ok ? fail({ code: 'media-damaged', detail }) : facts;
}

/**
 * Whether what came so far is a whole file by its own account, although the host announced no end. Changes
 * nothing.
 * @throws DiskError
 */
export async function isWholeByItself(part: Part, kind: MediaKind): Promise<boolean> {
  if (part.receivedBytes === 0) return false;
  return onDisk(part.absolutePath, judge(part, kind));
}

async function judge(part: Part, kind: MediaKind): Promise<boolean> {
  const bytes = Meter.of(await fileSource(part.file));
  if (bytes.sizeBytes !== part.receivedBytes) return false;
  const facts = await checkMedia(bytes, kind);
  return facts.ok && isSelfTerminated(bytes, facts.value.extension);
}
