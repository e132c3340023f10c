import type { DiskFailure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import { copyVerified } from '../../archive/copy.ts';
import { listFile } from '../../archive/listing.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { folderOf } from '../../archive/naming/archive-path.ts';
import { DiskError } from '../../platform/disk-error.ts';
import type { Root } from '../../files/root.ts';
import type { JobContext } from '../../platform/jobs.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import { compareFolder, type Missing } from './mirror-folder.ts';
import { ownTroubleOf } from './one-path.ts';

/** How often it is asked whether the transfers have ended, which go first. */
const yieldMs = 2000;

/** From where to where. */
export interface MirrorRoute {
  readonly archive: Root;
  readonly mirror: Root;
}

/** What the copier needs. */
export type MirrorCopierOptions = Pick<UpkeepParts, 'archiveManager' | 'transfers' | 'clock'>;

/** Finds out what a mirror lacks, and copies it, proven by the manifests' hashes. */
export class MirrorCopier {
  readonly #options: MirrorCopierOptions;
  /** Videos and pictures that are in the mirror. */
  readonly there = new Set<string>();
  /** Files that only the mirror has. */
  extra = 0;
  /** Files that are not copied, for their bytes are not those of the manifest. */
  damaged = 0;
  /** The first that was left out, for a trouble of its own; all others are copied. */
  #skipped: DiskFailure | undefined;

  constructor(options: MirrorCopierOptions) {
    this.#options = options;
  }

  /**
   * Compares these folders, or all there are.
   * @returns what is missing
   * @throws the system's error
   */
  async compare(
    { archive, mirror }: MirrorRoute,
    only: ReadonlySet<string> | undefined,
  ): Promise<readonly Missing[]> {
    this.#skipped = undefined;
    const missing: Missing[] = [];
    const folders = only === undefined ? [''] : [...only];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const state = await this.#compareFolder({ archive, mirror }, folder);
      if (state === undefined) continue;
      missing.push(...state.missing);
      for (const path of state.there) this.there.add(path);
      if (only !== undefined) continue;
      this.extra += state.extra;
      folders.push(...state.subfolders);
    }
    return missing;
  }

  /** @returns `undefined` for one that is not what a folder of an archive is: the others are none the worse */
  async #compareFolder({ archive, mirror }: MirrorRoute, folder: string) {
    const compared = await diskOutcome(archive.absolute(folder), async () =>
      succeed(await compareFolder(archive, mirror, folder)),
    );
    if (compared.ok) return compared.value;
    const own = await ownTroubleOf(mirror, folder, compared.failure);
    if (own === undefined) throw new DiskError(compared.failure);
    this.#skipped ??= own;
    return undefined;
  }

  /** Copies one after the other. @returns whether it came to the end, without being stopped */
  async copy(
    route: MirrorRoute,
    missing: readonly Missing[],
    { signal, report }: JobContext,
  ): Promise<Outcome<boolean, DiskFailure>> {
    for (const [done, file] of missing.entries()) {
      report({ done, total: missing.length, unit: 'files' });
      await this.#letTransfersGo(signal);
      if (signal.aborted) return succeed(false);
      const { mirror } = route;
      const copied = await diskOutcome(mirror.absolute(file.path), () =>
        this.#copyOne(route, file, signal),
      );
      if (copied.ok) continue;
      const own = await ownTroubleOf(mirror, file.path, copied.failure);
      if (own === undefined) return copied;
      this.#skipped ??= own;
    }
    return this.#skipped === undefined ? succeed(true) : fail(this.#skipped);
  }

  async #copyOne(
    { archive, mirror }: MirrorRoute,
    { path, sha256 }: Missing,
    signal: AbortSignal,
  ): Promise<Outcome<undefined, DiskFailure>> {
    const listed = await listFile(archive, path);
    if (listed === undefined) return succeed(undefined); // gone meanwhile
    const short = await this.#options.archiveManager.roomFor(mirror, listed.sizeBytes);
    if (short !== undefined) return fail(short);
    await mirror.makeFolder(folderOf(path));
    const replaces = sha256 === undefined;
    const end = await copyVerified({ from: archive, to: mirror, path, sha256, replaces, signal });
    if (end === 'copied' && sha256 !== undefined) this.there.add(path);
    if (end === 'differs') this.damaged += 1; // a damaged file is no second copy
    return succeed(undefined);
  }

  /** Transfers go first: a link dies, a file that is archived does not. */
  async #letTransfersGo(signal: AbortSignal): Promise<void> {
    const { transfers, clock } = this.#options;
    while (transfers.progress().length > 0 && !signal.aborted) {
      await new Promise<void>((done) => {
        const cancel = clock.after(yieldMs, done);
        signal.addEventListener('abort', () => {
          cancel();
          done();
        });
      });
    }
  }
}
