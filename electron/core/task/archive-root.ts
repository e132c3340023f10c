import type { DiskFailure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { Archive } from '../archive/archive.ts';
import type { MediaProbe } from '../archive/archive.ts';
import type { SettingsBook } from '../settings/settings.ts';

/** What the archive's root needs. */
export interface ArchiveRootOptions {
  readonly settings: SettingsBook;
  /** Checks the structure of a file that a crash left behind. */
  readonly probe: MediaProbe;
  /** Base names that tasks in the ledger have reserved. */
  readonly reserved: () => Iterable<string>;
  /** Called when the folder's trouble begins, changes or ends. */
  readonly onProblem: () => void;
}

/**
 * The folder that the user chose, opened when it is first needed and looked at again before every
 * transfer: a drive may go and come back at any time.
 */
export class ArchiveRoot {
  readonly #options: ArchiveRootOptions;
  #archive: Archive | undefined;
  #opening: Promise<Outcome<Archive, DiskFailure>> | undefined;
  #problem: DiskFailure | undefined;

  constructor(options: ArchiveRootOptions) {
    this.#options = options;
  }

  /** What stands in the way right now. */
  get problem(): DiskFailure | undefined {
    return this.#problem;
  }

  /** The archive, after a look that it is really there. */
  async open(): Promise<Outcome<Archive, DiskFailure>> {
    const archive = this.#archive;
    if (archive === undefined) return this.#openOnce();
    const check = await archive.check();
    this.#report(check.ok ? undefined : check.failure);
    return check.ok ? { ok: true, value: archive } : check;
  }

  /** Opens the archive of an earlier session; a folder that nobody has chosen yet is left alone. */
  async reopen(): Promise<void> {
    if (this.#options.settings.archiveId() !== undefined) await this.open();
  }

  /** The archive, if it has been opened: for looking up paths. */
  get current(): Archive | undefined {
    return this.#archive;
  }

  /** Makes `path` the archive from now on. What lies in the folder before stays there. */
  async move(path: string): Promise<Outcome<Archive, DiskFailure>> {
    const opened = await Archive.open(path, { probe: this.#options.probe });
    if (!opened.ok) return opened;
    this.#options.settings.setArchive(path, opened.value.id);
    this.#use(opened.value);
    return opened;
  }

  /** Several transfers may ask at once; two archives in one folder would know nothing of each other. */
  #openOnce(): Promise<Outcome<Archive, DiskFailure>> {
    this.#opening ??= this.#openStored().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openStored(): Promise<Outcome<Archive, DiskFailure>> {
    const { settings, probe } = this.#options;
    const knownId = settings.archiveId();
    const path = settings.current().archiveFolder;
    const opened = await Archive.open(path, { probe, ...(knownId !== undefined && { knownId }) });
    if (!opened.ok) {
      this.#report(opened.failure);
      return opened;
    }
    if (knownId === undefined) settings.setArchive(path, opened.value.id);
    this.#use(opened.value);
    return opened;
  }

  #use(archive: Archive): void {
    archive.restore(this.#options.reserved());
    this.#archive = archive;
    this.#report(undefined);
  }

  #report(problem: DiskFailure | undefined): void {
    if (problem?.code === this.#problem?.code) return;
    this.#problem = problem;
    this.#options.onProblem();
  }
}
