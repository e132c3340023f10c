import { cpSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Task } from '../../../electron/shared/task.ts';
import { toTaskId } from '../../../electron/shared/id.ts';
import { CoreHarness } from '../../integration/core-harness.ts';
import { Outside } from './plants.ts';

/** Every name that Reelkeep derives from a task's base, at any time. */
export const derivedEndings = [
  '.mp4',
  '.jpg',
  '.json',
  '.json.tmp',
  '.mp4.part',
  '.mp4.part.json',
  '.mp4.part.json.tmp',
  '.mp4.2.part',
  '.mp4.2.part.json',
  '.jpg.part',
  '.jpg.part.json',
  '.set-aside-1.json',
  '.mp4.repair.part',
  '.mp4.repair.part.json',
  '.mp4.repair.part.json.tmp',
  '.mp4.again.part',
  '.mp4.again.part.json',
  '.damaged-1.mp4',
  '.mp4.reelkeep-copy',
  '.jpg.reelkeep-copy',
  '.json.reelkeep-copy',
  ' (2).mp4',
  ' 2.mp4',
  ' 2.mp4.part',
  ' input.jpg',
  ' input.jpg.part',
] as const;

/** Every name of Reelkeep's that is not a task's. Months are named by `{month}`, years by `{year}`. */
export const commonNames = [
  '{year}',
  '{month}',
  '{month}/manifest-sha256.txt',
  '{month}/manifest-sha256.txt.tmp',
  '.reelkeep',
  '.reelkeep.tmp',
  '.reelkeep-rename.json',
  '.reelkeep-moving',
  '.reelkeep-moved',
  '.reelkeep-mirror',
] as const;

/** A library as it lies on the disk, with the ledger that goes with it: made once, copied for each case. */
export class Library {
  readonly #made: CoreHarness;
  readonly ids: readonly string[];
  readonly #documents: ReadonlyMap<string, string>;

  private constructor(made: CoreHarness, ids: readonly string[]) {
    this.#made = made;
    this.ids = ids;
    this.#documents = new Map(made.store.documents);
  }

  /** So many archived videos. */
  static async archived(count: number): Promise<Library> {
    const made = await CoreHarness.start();
    const ids = Array.from({ length: count }, () => made.aTask());
    for (const id of ids) made.add(id, 'runway');
    for (const id of ids) await made.reaches(id, 'archived');
    await made.core.stop();
    return new Library(made, ids);
  }

  /** Videos whose names are reserved, and of which no byte has come. */
  static async ready(count: number): Promise<Library> {
    const made = await CoreHarness.start();
    made.provider.fault('file-503');
    made.core.settings.change({ simultaneousTransfers: 8 });
    const ids = Array.from({ length: count }, () => made.aTask());
    for (const id of ids) made.add(id, 'runway');
    for (const id of ids) await made.until(() => made.taskOf(id).hindrance !== undefined);
    await made.core.stop();
    made.provider.clearFaults();
    return new Library(made, ids);
  }

  /** Copies the library to a folder of its own. */
  async copy(): Promise<Case> {
    const folder = await mkdtemp(join(tmpdir(), 'reelkeep-hostile-'));
    cpSync(this.#made.folder, folder, { recursive: true }); // in a part of the time that `cp` takes
    const documents = [...this.#documents].map(([name, text]): [string, string] => [
      name,
      text.replaceAll(this.#made.folder, folder),
    ]);
    const outside = new Outside(join(folder, 'outside'));
    await outside.fill();
    return new Case(this.#made, { folder, documents: new Map(documents), outside });
  }

  stop(): Promise<void> {
    return this.#made.stop();
  }
}

interface Place {
  readonly folder: string;
  readonly documents: ReadonlyMap<string, string>;
  readonly outside: Outside;
}

/** One copy of a library, and what lies beside its archive. */
export class Case {
  readonly #made: CoreHarness;
  readonly folder: string;
  readonly outside: Outside;
  readonly #documents: ReadonlyMap<string, string>;
  #it: CoreHarness | undefined;

  constructor(made: CoreHarness, { folder, documents, outside }: Place) {
    this.#made = made;
    this.folder = folder;
    this.#documents = documents;
    this.outside = outside;
  }

  get archive(): string {
    return join(this.folder, 'archive');
  }

  /** The library's tasks, as the ledger left them. */
  taskOf(id: string): Task {
    return this.#made.taskOf(id);
  }

  baseOf(id: string): string {
    const { reservedPath } = this.taskOf(id);
    if (reservedPath === undefined) throw new Error(`${id} has no name.`);
    return reservedPath;
  }

  /** Starts Reelkeep on it. */
  async start(): Promise<CoreHarness> {
    this.#it ??= await CoreHarness.resume(this.#made.provider, this.folder, this.#documents);
    return this.#it;
  }

  async end(): Promise<void> {
    await this.#it?.leave();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The id as the core knows it. */
export function idOf(text: string) {
  const id = toTaskId(text);
  if (id === undefined) throw new Error(text);
  return id;
}
