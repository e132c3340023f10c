import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { DiskFailure } from '../../shared/failure.ts';
import type { Root } from '../files/root.ts';
import { expecting } from '../files/steps.ts';
import type { Step } from '../files/thread/sequence.ts';
import { markerName, maxMarkerBytes, readOwnMarker, toMarker } from './metadata/marker.ts';
import { folderOf } from './naming/archive-path.ts';
import { diskOutcome } from './disk-outcome.ts';

/** Whether a folder is still the archive that was opened, and not the empty place where its drive was. */
export class MarkerCheck {
  readonly #root: Root;
  readonly #id: string;
  /** The marker's bytes as they were when it named this archive the last time. */
  #marker: Uint8Array | undefined;

  constructor(root: Root, id: string) {
    this.#root = root;
    this.#id = id;
  }

  /**
   * Looks at the marker, and whether the folder may be written.
   * @returns `folder-missing` when its marker is gone or another's, `marker-unreadable`, `folder-not-writable`, `disk-error`
   */
  check(): Promise<Outcome<undefined, DiskFailure>> {
    const { steps, path } = this.#root;
    return diskOutcome(path, async () => {
      const end = await this.#root.sequence([
        steps.readBytes(markerName, maxMarkerBytes),
        steps.checkWritable(),
      ]);
      const bytes = end.isDone ? end.results[0] : undefined;
      if (bytes === undefined || !this.#isOwn(bytes)) return this.#checkStepwise();
      this.#marker = bytes;
      return succeed(undefined);
    });
  }

  /**
   * The steps that come first where something is to be made in a month's folder: the look at the archive, and
   * the folder. `undefined` while it is not known what the marker looks like.
   * @param base path of the files, relative to the root
   */
  stepsBefore(base: string): readonly Step[] | undefined {
    if (this.#marker === undefined) return undefined;
    const { steps } = this.#root;
    return [
      expecting(steps.readBytes(markerName, maxMarkerBytes), this.#marker),
      steps.checkWritable(),
      steps.makeFolder(folderOf(base)),
    ];
  }

  /** What is out of the usual is looked at closely. */
  async #checkStepwise(): Promise<Outcome<undefined, DiskFailure>> {
    this.#marker = undefined;
    const marker = await readOwnMarker(this.#root, this.#id);
    if (!marker.ok) return marker;
    const isHere = marker.value.kind === 'found' && marker.value.id === this.#id;
    if (!isHere) return fail({ code: 'folder-missing', path: this.#root.path });
    await this.#root.checkWritable();
    return succeed(undefined);
  }

  #isOwn(bytes: Uint8Array): boolean {
    if (this.#marker !== undefined && Buffer.compare(this.#marker, bytes) === 0) return true;
    const marker = toMarker(Buffer.from(bytes).toString('utf8'));
    return marker.kind === 'found' && marker.id === this.#id;
  }
}
