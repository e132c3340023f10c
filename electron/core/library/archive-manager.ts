import { isDeepStrictEqual } from 'node:util';
import type { DiskFailure, Failure } from '../../shared/failure.ts';
import { isMendedAt, traitsOf } from '../../shared/failure-traits.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { Archive, type MediaProbe } from '../archive/archive.ts';
import { probeBytes } from '../archive/make-root.ts';
import type { OddManifest } from '../archive/metadata/manifest.ts';
import { readMarker } from '../archive/metadata/marker.ts';
import { Root } from '../files/root.ts';
import { forEachInTurns } from '../platform/turns.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { suitableToOpen } from './folder-inspection.ts';
import type { SpaceReservations, SpaceFailure } from './space-reservations.ts';

/** What the archive's root needs. */
export interface ArchiveManagerOptions {
  readonly settings: SettingsStore;
  /** Checks the structure of a file that a crash left behind. */
  readonly probe: MediaProbe;
  /** Base names that tasks in the ledger have reserved. */
  readonly reserved: () => Iterable<string>;
  readonly space: SpaceReservations;
  /** Called when the folder's trouble begins, changes or ends. */
  readonly onProblem: () => void;
  /** Called when nothing stands in the way any more. */
  readonly onUsable: () => void;
  /** Called when an archive has been opened that was not open before. */
  readonly onOpened?: () => void;
  /** Called when something odd was in a manifest's place. */
  readonly onOddManifest?: (odd: OddManifest) => void;
}

/** A look at an archive that is under way. */
interface Check {
  readonly archive: Archive;
  readonly outcome: Promise<Outcome<undefined, DiskFailure>>;
}

/**
 * The folder that the user chose, opened when it is first needed and looked at again before every
 * transfer: a drive may go and come back at any time.
 */
export class ArchiveManager {
  readonly #options: ArchiveManagerOptions;
  #archive: Archive | undefined;
  #hasEnded = false;
  readonly #openings = new Set<Promise<unknown>>();
  #opening: Promise<Outcome<Archive, DiskFailure>> | undefined;
  #checking: Check | undefined;
  #trouble: DiskFailure | undefined;
  /** A transfer has met a drive that does not answer; reading alone does not prove that this is over. */
  #silence: DiskFailure | undefined;
  /** What a transfer has met on a folder that is there: no space. */
  #shortage: SpaceFailure | undefined;
  #problem: DiskFailure | undefined;

  constructor(options: ArchiveManagerOptions) {
    this.#options = options;
  }

  /** What stood in the way at the last look. */
  get problem(): DiskFailure | undefined {
    return this.#problem;
  }

  /** The archive, after a look that it is really there. */
  async open(): Promise<Outcome<Archive, DiskFailure>> {
    const archive = this.#archive;
    if (archive === undefined) return this.#openOnce();
    const check = await this.#checkOnce(archive);
    return check.ok ? { ok: true, value: archive } : check;
  }

  /** Takes note of what a transfer has met: without space, or an answer, none of them can go on. */
  reportFailure(failure: Failure): void {
    if (failure.code === 'drive-not-answering') {
      const root = this.#archive?.root;
      // Of a drive that answers again only what is still kept is refused: that is one file's trouble.
      if (root?.path !== failure.path || !root.isSilent) return;
      this.#silence = failure;
      this.#report(this.#trouble);
      return;
    }
    if (!isMendedAt(failure, 'space')) return;
    this.#shortage = failure;
    this.#report(this.#trouble);
  }

  /**
   * Tells an error about one path from trouble of the whole folder: by writing something else there.
   * @returns `path-refused` where that works; otherwise the failure as it is
   */
  async classify(failure: Failure): Promise<Failure> {
    const archive = this.#archive;
    if (!traitsOf(failure).mayBeOnePath || !('path' in failure) || archive === undefined)
      return failure;
    if (archive.root.isSilent || !(await this.open()).ok) return failure;
    const written = await archive.tryWriting(probeBytes);
    if (!written.ok || this.#archive !== archive) return failure;
    const detail = 'detail' in failure ? failure.detail : 'ETIMEDOUT';
    return { code: 'path-refused', path: failure.path, detail };
  }

  /**
   * Looks whether the folder is there and has space, also while nothing is fetched. A folder that nobody
   * has chosen yet is left alone, unless it was needed and is in trouble.
   * @param isNeeded whether anything waits for space
   */
  async checkAvailability(isNeeded: boolean): Promise<void> {
    const isUnused = this.#options.settings.archiveId() === undefined;
    if (isUnused && this.#problem === undefined) return;
    const archive = await this.open();
    if (!archive.ok || !(await this.#answers(archive.value))) return;
    const shortage = this.#shortage;
    if (shortage === undefined) return;
    const isOver = !isNeeded || (await this.#options.space.isBack(archive.value, shortage));
    if (!isOver || this.#shortage !== shortage) return;
    this.#shortage = undefined;
    this.#report(this.#trouble);
  }

  /** Opens the archive of an earlier session; does nothing before a folder is chosen. */
  async reopen(): Promise<void> {
    if (this.#options.settings.archiveId() !== undefined) await this.open();
  }

  /**
   * Nothing is opened any more, and the archive refuses every call. Resolves once nothing is on its way to the disk
   * that could still write: as long as the drive may take to answer.
   */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await Promise.allSettled(this.#openings);
    await this.#archive?.root.end();
  }

  /** The archive, if it has been opened: for looking up paths. */
  get current(): Archive | undefined {
    return this.#archive;
  }

  /**
   * The archive with this id: the current one, or an earlier one, if its folder is still there.
   * @returns `folder-missing` for one that is not
   */
  async openById(id: string): Promise<Outcome<Archive, DiskFailure>> {
    const { settings } = this.#options;
    if (settings.archiveId() === id) return this.open();
    const path = settings.archivePath(id);
    if (path === undefined) return fail({ code: 'folder-missing', path: id });
    return this.#openAt(path, id);
  }

  /** Makes `path` the archive from now on. What lies in the folder before stays there. */
  async switchTo(path: string): Promise<Outcome<Archive, DiskFailure>> {
    const opened = await this.#openAt(path);
    if (!opened.ok) return opened;
    this.#options.settings.setArchive(path, opened.value.id);
    const current = this.#archive;
    // The same folder again: running work continues.
    const isSame = current?.root.path === opened.value.root.path && current.id === opened.value.id;
    this.#use(isSame ? current : opened.value);
    return isSame ? succeed(current) : opened;
  }

  /**
   * Makes an existing archive, wherever it comes from, the one in use.
   * @returns `folder-unsuitable`, `not-an-archive`, or `archive-copy` when its original is still where it was: two folders of
   * one name would each go their own way
   */
  async openExisting(path: string): Promise<Outcome<Archive, Failure>> {
    const fits = await suitableToOpen(path);
    if (!fits.ok) return fits;
    const marker = await readMarker(new Root(path)).catch(() => undefined);
    if (marker?.kind !== 'found') return fail({ code: 'not-an-archive', path });
    const otherPath = this.#options.settings.archivePath(marker.id);
    if (otherPath !== undefined && (await isCopy(path, otherPath, marker.id))) {
      return fail({ code: 'archive-copy', path, otherPath });
    }
    return this.switchTo(path);
  }

  /**
   * Takes the archive up in the folder that it has been moved to.
   * @param commit called once it is open there; from then on it is the archive
   */
  async completeMove(path: string, commit: () => void): Promise<Outcome<Archive, DiskFailure>> {
    const knownId = this.#options.settings.archiveId();
    if (knownId === undefined) throw new Error('There is no archive to move.');
    const opened = await this.#openAt(path, knownId);
    if (!opened.ok) return opened;
    commit();
    this.#use(opened.value);
    return opened;
  }

  #openAt(path: string, knownId?: string): Promise<Outcome<Archive, DiskFailure>> {
    if (this.#hasEnded) return Promise.resolve(fail({ code: 'drive-not-answering', path }));
    const { probe, onOddManifest: onOdd } = this.#options;
    const opening = Archive.open(path, { probe, onOdd, ...(knownId !== undefined && { knownId }) });
    const done = () => this.#openings.delete(opening);
    this.#openings.add(opening);
    opening.then(done, done);
    return opening;
  }

  /** Whether a folder's disk has room for so many bytes beside what is kept free. */
  async roomFor(root: Root, sizeBytes: number): Promise<DiskFailure | undefined> {
    const claim = this.#options.space.reserve({ root, freeBytes: () => root.freeBytes() });
    const failure = await claim.request(sizeBytes);
    claim.release();
    return failure;
  }

  /** Whether a drive that was silent can be written again: some still read what they remember. */
  async #answers(archive: Archive): Promise<boolean> {
    const silence = this.#silence;
    if (silence === undefined) return true;
    const written = await archive.tryWriting(probeBytes);
    const isSilent = !written.ok && written.failure.code === 'drive-not-answering';
    if (isSilent || this.#silence !== silence) return false;
    this.#silence = undefined;
    this.#report(written.ok ? undefined : written.failure);
    return written.ok;
  }

  /** Several transfers may ask at once; one look at the drive answers all of them. */
  #checkOnce(archive: Archive): Promise<Outcome<undefined, DiskFailure>> {
    if (this.#checking?.archive === archive) return this.#checking.outcome;
    const outcome = archive
      .check()
      .then((check) => {
        // Irrelevant once that archive is no longer in use.
        if (this.#archive === archive) this.#report(check.ok ? undefined : check.failure);
        return check;
      })
      .finally(() => {
        if (this.#checking?.archive === archive) this.#checking = undefined;
      });
    this.#checking = { archive, outcome };
    return outcome;
  }

  /** Several transfers may ask at once; two archives in one folder would know nothing of each other. */
  #openOnce(): Promise<Outcome<Archive, DiskFailure>> {
    this.#opening ??= this.#openStored().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openStored(): Promise<Outcome<Archive, DiskFailure>> {
    const { settings } = this.#options;
    const knownId = settings.archiveId();
    const path = settings.current().archiveFolder;
    const opened = await this.#openAt(path, knownId);
    if (!opened.ok) {
      this.#report(opened.failure);
      return opened;
    }
    // Nobody reserves a name meanwhile: there is no archive yet.
    await forEachInTurns([...this.#options.reserved()], (name) => {
      opened.value.registerExisting([name]);
    });
    // Another one was chosen while a slow drive let this one wait.
    if (this.#archive !== undefined) return succeed(this.#archive);
    if (knownId === undefined) settings.rememberArchive(path, opened.value.id);
    this.#use(opened.value, []);
    return opened;
  }

  #use(archive: Archive, reserved = this.#options.reserved()): void {
    archive.registerExisting(reserved);
    this.#archive = archive;
    this.#silence = undefined;
    this.#shortage = undefined;
    this.#report(undefined);
    this.#options.onOpened?.();
  }

  #report(trouble: DiskFailure | undefined): void {
    this.#trouble = trouble;
    const problem = trouble ?? this.#silence ?? this.#shortage;
    if (isDeepStrictEqual(problem, this.#problem)) return;
    this.#problem = problem;
    this.#options.onProblem();
    if (problem === undefined) this.#options.onUsable();
  }
}

/** Whether two folders are two archives of one id, and not one that was moved, or is named in two ways. */
async function isCopy(path: string, otherPath: string, id: string): Promise<boolean> {
  const otherRoot = new Root(otherPath);
  const other = await readMarker(otherRoot).catch(() => undefined);
  if (other?.kind !== 'found' || other.id !== id) return false;
  const { realPath } = await new Root(path).rootFacts();
  return realPath !== (await otherRoot.rootFacts()).realPath;
}
