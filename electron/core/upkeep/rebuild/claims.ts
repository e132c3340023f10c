import type { ArchivedFile } from '../../../shared/task.ts';
import { foldName } from '../../archive/naming/safe-name.ts';
import { bearsName, isAmbiguousBase } from '../../archive/naming/base-rules.ts';
import { defaultLimits } from '../../download/transfer-request.ts';
import type { Root } from '../../files/root.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import type { FoundTask } from '../../task/event.ts';
import type { Owners } from '../check/owners.ts';

/** What the claims of sidecars are held against. */
export interface ClaimsOptions {
  readonly root: Root;
  readonly owners: Owners;
  /** Told of each file that a sidecar speaks for and has no right to. */
  readonly onRefused: (task: FoundTask, path: string) => void;
}

/**
 * Which files a sidecar speaks for by right. Anybody may have put one into the archive: it has those under
 * its own name, and of others only such as are, byte for byte, what it says they are; and never what
 * another task has.
 */
export class Claims {
  readonly #options: ClaimsOptions;

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /**
   * The task with the files that are its own; `undefined` when none of them is the video or picture that it
   * was archived for.
   * @throws DiskError or the system's error
   */
  async rightful(task: FoundTask): Promise<FoundTask | undefined> {
    const own: ArchivedFile[] = [];
    const turns = new Turns();
    for (const file of task.files) {
      if (turns.isOver) await turns.next();
      if (await this.#isOwn(task, file)) own.push(file);
      else this.#options.onRefused(task, file.path);
    }
    return withFiles(task, own);
  }

  /**
   * If several sidecars claim one file, the one that rightly names it after itself gets it; the
   * others do without.
   */
  async settle(found: readonly FoundTask[]): Promise<readonly FoundTask[]> {
    const taken = new Set<string>();
    const settled: FoundTask[] = [];
    await forEachInTurns(await ranked(found), (task) => {
      const own = task.files.filter(({ path }) => {
        if (!taken.has(foldName(path))) return true;
        this.#options.onRefused(task, path);
        return false;
      });
      const rest = own.length === task.files.length ? task : withFiles(task, own);
      if (rest === undefined) return;
      for (const { path } of own) taken.add(foldName(path));
      settled.push(rest);
    });
    return settled;
  }

  async #isOwn({ id, reservedPath = '' }: FoundTask, file: ArchivedFile): Promise<boolean> {
    const { root, owners } = this.#options;
    if (owners.isOfAnother(file.path, id)) return false;
    if (bearsName(file.path, reservedPath)) return true;
    const facts = await root.facts(file.path);
    if (facts === undefined) return true; // there is nothing to be taken from anybody
    if (facts.kind !== 'file' || facts.sizeBytes !== file.sizeBytes) return false;
    // No result is larger; a hole of terabytes would be read for days.
    if (facts.sizeBytes > defaultLimits.maxBytes.any) return false;
    return (await root.hash(file.path)).sha256 === file.sha256;
  }
}

/** The tasks, those with the best claim first. */
async function ranked(found: readonly FoundTask[]): Promise<readonly FoundTask[]> {
  const ranks = new Map<FoundTask, number>();
  await forEachInTurns(found, (task) => ranks.set(task, rankOf(task)));
  return [...found].sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
}

/** Lower comes first. A base that looks like another one with an addition might have that one's files. */
function rankOf({ files, reservedPath = '', damage }: FoundTask): number {
  const isNamed =
    !isAmbiguousBase(reservedPath) && files.every(({ path }) => bearsName(path, reservedPath));
  return (isNamed ? 0 : 2) + (damage === undefined ? 0 : 1);
}

function withFiles(task: FoundTask, files: readonly ArchivedFile[]): FoundTask | undefined {
  if (files.length === task.files.length) return task;
  const hasResult = files.some(({ role }) => role === 'video');
  if (!hasResult) return undefined;
  const { thumbnail, damage, ...rest } = task;
  const own = new Set(files.map(({ path }) => path));
  const has = (wanted: string) => own.has(wanted);
  const paths = damage?.paths.filter(has) ?? [];
  return {
    ...rest,
    files,
    ...(thumbnail !== undefined && has(thumbnail.path) && { thumbnail }),
    ...(damage !== undefined && paths.length > 0 && { damage: { ...damage, paths } }),
  };
}
