import { DiskError } from '../platform/disk-error.ts';
import type { Root } from '../files/root.ts';
import { expecting } from '../files/steps.ts';
import type { Step } from '../files/thread/sequence.ts';
import type { ManifestEntry, Manifests } from './metadata/manifest.ts';
import { folderOf, nameOf } from './naming/archive-path.ts';
import { readSidecarFile } from './metadata/sidecar-file.ts';
import { writeSidecar } from './metadata/sidecar.ts';
import type { Sidecar } from './metadata/sidecar-types.ts';

/** Names that are tried for a file in the sidecar's place. */
const maxSetAside = 9;

/**
 * A file in the sidecar's place that is not this task's sidecar belongs to the user: it is renamed.
 * @returns the task's own sidecar, if that is what is there
 */
async function clearPlace(root: Root, base: string, taskId: string): Promise<Sidecar | undefined> {
  const path = `${base}.json`;
  if ((await root.facts(path)) === undefined) return undefined;
  const before = await readSidecarFile(root, base);
  if (before?.taskId === taskId) return before;
  for (let count = 1; count <= maxSetAside; count += 1) {
    const aside = `${base}.set-aside-${String(count)}.json`;
    if (await root.setAside(path, aside)) return undefined;
  }
  throw new DiskError({ code: 'disk-error', path: root.absolute(path), detail: 'EEXIST' });
}

/**
 * What the sidecar says from now on: the new facts, and the old ones that are not replaced. The
 * ledger drops the raw answer once it is written, and tags and notes may have been added by hand.
 */
function merged(
  before: Sidecar | undefined,
  sidecar: Sidecar,
  annotations: 'merge' | 'replace',
): Sidecar {
  if (before === undefined) return sidecar;
  const { provider, host, accountName } = sidecar;
  const known = {
    ...before,
    ...sidecar,
    // The account may have been removed since.
    provider: provider || before.provider,
    host: host || before.host,
    accountName: accountName || before.accountName,
  };
  if (annotations === 'replace') return known;
  const tags = sidecar.tags.length > 0 ? sidecar.tags : before.tags;
  return { ...known, tags, notes: sidecar.notes || before.notes };
}

/** Where a sidecar goes, and what is taken over from an earlier one. */
export interface MetadataTarget {
  readonly root: Root;
  readonly base: string;
  readonly manifests: Manifests;
  /** Whether tags and notes of an earlier sidecar stay where the new one has none. */
  readonly annotations?: 'merge' | 'replace';
  /** Where the sidecar was before, if the files have got other names since. */
  readonly formerBase?: string;
}

/**
 * Writes a task's sidecar in one step, then its files' lines in their folders' manifests. A former one
 * of the task under another name has then had its time.
 * @throws DiskError or the system's error; everything before is then as it was
 */
export async function writeMetadata(place: MetadataTarget, sidecar: Sidecar): Promise<void> {
  const { root, base, manifests, annotations = 'merge', formerBase = base } = place;
  const former = await readSidecarFile(root, formerBase);
  const own = former?.taskId === sidecar.taskId ? former : undefined;
  const isInPlace = own !== undefined && formerBase === base;
  const before = isInPlace ? own : ((await clearPlace(root, base, sidecar.taskId)) ?? own);
  const text = writeSidecar(merged(before, sidecar, annotations), folderOf(base));
  await root.writeDurably(`${base}.json`, text);
  for (const [folder, entries] of entriesByFolder(sidecar)) {
    await manifests.add(folder, entries);
  }
  if (formerBase !== base && own !== undefined) await root.remove(`${formerBase}.json`);
}

/**
 * The same where a task gets its first sidecar, beside all of its files: as steps of one operation.
 * @param run runs steps as one; `false` where anything was not as expected
 * @returns `false` where it is to be done by `writeMetadata`, from the beginning
 * @throws DiskError for a drive that does not answer
 */
export async function writeFirstMetadata(
  { root, base, manifests, formerBase = base }: MetadataTarget,
  sidecar: Sidecar,
  run: (steps: readonly Step[]) => Promise<boolean>,
): Promise<boolean> {
  const [one, other] = entriesByFolder(sidecar);
  if (one === undefined || other !== undefined || formerBase !== base) return false;
  const { steps } = root;
  const path = `${base}.json`;
  const text = writeSidecar(sidecar, folderOf(base));
  const [folder, entries] = one;
  return manifests.addAsStep(folder, entries, (adding) =>
    run([expecting(steps.factsEach([path]), [undefined]), steps.writeDurably(path, text), adding]),
  );
}

function entriesByFolder({ files }: Sidecar): ReadonlyMap<string, readonly ManifestEntry[]> {
  const entries = new Map<string, ManifestEntry[]>();
  for (const { path, sha256 } of files) {
    const folder = folderOf(path);
    entries.set(folder, [...(entries.get(folder) ?? []), { name: nameOf(path), sha256 }]);
  }
  return entries;
}
