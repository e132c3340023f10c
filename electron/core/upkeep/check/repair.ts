import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Archive } from '../../archive/archive.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { chooseRepairPartPath } from '../../archive/naming/part-paths.ts';
import { installRepair } from '../../archive/install-repair.ts';
import { verifyFile, type ReadOptions } from '../../archive/verify.ts';
import type { JobContext } from '../../platform/jobs.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import { FileIndex } from './file-index.ts';
import { Owners } from './owners.ts';
import type { RepairSource } from './repair-source.ts';
import type { SidecarWriter } from '../../library/sidecar-writer.ts';
import { TaskCheck } from './task-check.ts';

/** What the repair needs. */
export type RepairParts = Pick<
  UpkeepParts,
  'tasks' | 'archiveManager' | 'settings' | 'alerts' | 'jobs' | 'clock' | 'log' | 'onChanged'
> & {
  readonly sidecars: SidecarWriter;
  readonly source: Pick<RepairSource, 'fetch'>;
};

/** A task under repair. */
interface Patient {
  readonly archive: Archive;
  readonly id: TaskId;
  readonly reading: ReadOptions;
  readonly files: FileIndex;
  /** Paths of damaged files that were kept beside the new ones. */
  readonly kept: Set<string>;
}

/** Gets missing and damaged files again. A good file is never touched, a damaged one never deleted. */
export class Repair {
  readonly #parts: RepairParts;

  constructor(parts: RepairParts) {
    this.#parts = parts;
  }

  /** Starts to repair these tasks, or all that are damaged. @returns `busy`, or why the archive is not there */
  async repair(ids?: readonly TaskId[]): Promise<Outcome<undefined, Failure>> {
    const { archiveManager, jobs, tasks } = this.#parts;
    const archive = await archiveManager.open();
    if (!archive.ok) return archive;
    const wanted = ids ?? [...tasks.tasks()].map(({ id }) => id);
    const damaged = wanted.filter((id) => this.#damaged(id, archive.value) !== undefined);
    const started = jobs.start('repair', (job) => this.#run(archive.value, damaged, job));
    return started.ok ? succeed(undefined) : started;
  }

  #damaged(id: TaskId, archive: Archive): ArchivedTask | undefined {
    const task = this.#parts.tasks.get(id);
    const isDamaged = task?.state === 'archived' && task.damage !== undefined;
    return isDamaged && task.archiveId === archive.id ? task : undefined;
  }

  async #run(
    archive: Archive,
    ids: readonly TaskId[],
    { signal, report }: JobContext,
  ): Promise<undefined> {
    const { alerts, log, tasks } = this.#parts;
    const reading: ReadOptions = { signal, pace: () => Promise.resolve() };
    const files = new FileIndex(tasks);
    const kept = new Set<string>();
    let repaired = 0;
    let failure: Failure | undefined;
    try {
      const turns = new Turns();
      for (const [index, id] of ids.entries()) {
        if (signal.aborted) break;
        if (turns.isOver) await turns.next();
        report({ done: index, total: ids.length, unit: 'files' });
        const done = await this.#repairTask({ archive, id, reading, files, kept });
        if (done.ok) repaired += 1;
        else {
          failure = done.failure;
          log.warn(`Repair of ${id}: ${failure.code}`);
        }
      }
    } finally {
      files.dispose();
    }
    const left = ids.length - repaired;
    await this.#recount();
    alerts.clear('scrub');
    alerts.raise('repair', {
      code: 'repair-ended',
      repaired,
      left,
      ...(kept.size > 0 && { kept: kept.size }),
      ...(failure !== undefined && { failure }),
    });
    return undefined;
  }

  /** What the last check has found is said to be there only for as long as it is. */
  async #recount(): Promise<void> {
    const { settings, tasks, onChanged } = this.#parts;
    const last = settings.lastCheck();
    if (last === undefined) return;
    let [missing, damaged] = [0, 0];
    await forEachInTurns(tasks.tasks(), (task) => {
      if (task.state !== 'archived' || task.damage === undefined) return;
      if (task.damage.kind === 'missing') missing += 1;
      else damaged += 1;
    });
    settings.setLastCheck({ ...last, missing, damaged });
    onChanged();
  }

  async #repairTask(patient: Patient): Promise<Outcome<undefined, Failure>> {
    const { archive, id, reading, files } = patient;
    const { tasks, sidecars, clock } = this.#parts;
    const check = new TaskCheck({ archive, reading, tasks, files, sidecars, clock });
    // It may have been put back by hand, or lie elsewhere: then nothing need be fetched.
    const before = await check.check(id);
    if (!before.ok) return before;
    const task = this.#damaged(id, archive);
    if (task === undefined) return succeed(undefined);
    let failure: Failure | undefined;
    for (const path of task.damage?.paths ?? []) {
      const fixed = await this.#repairFile(patient, path);
      if (!fixed.ok) failure = fixed.failure;
    }
    const after = await check.check(id);
    if (!after.ok) return after;
    return failure === undefined ? succeed(undefined) : fail(failure);
  }

  async #repairFile(patient: Patient, path: string): Promise<Outcome<undefined, Failure>> {
    const { archive, id, reading, files, kept } = patient;
    const task = this.#damaged(id, archive);
    const file = task?.files.find((each) => each.path === path);
    if (task === undefined || file === undefined) return succeed(undefined);
    const verdict = await verifyFile(archive.root, file, reading);
    if (verdict === 'good') return succeed(undefined);
    await files.build();
    if (new Owners([files], archive.id).isOfAnother(path, id)) {
      return fail({ code: 'file-of-another', path });
    }
    const prepared = await archive.prepare(path);
    if (!prepared.ok) return prepared;
    const { root } = archive;
    const chosen = await diskOutcome(root.path, async () =>
      succeed(await chooseRepairPartPath(root, path)),
    );
    if (!chosen.ok) return chosen;
    const partPath = chosen.value;
    const { signal } = reading;
    const fetched = await this.#parts.source.fetch({ archive, task, file, partPath, signal });
    if (!fetched.ok) return fetched;
    const put = await diskOutcome(root.path, async () =>
      succeed(await installRepair(root, { path, partPath }, fetched.value.extension)),
    );
    if (!put.ok) return put;
    if (verdict !== 'missing') kept.add(path); // put aside, never deleted
    const stem = path.replace(/\.[^./]+$/, '');
    const next: ArchivedFile = {
      ...fetched.value,
      role: file.role,
      path: `${stem}.${fetched.value.extension}`,
      ...formerHash(file, fetched.value.sha256),
    };
    return this.#keep(patient, file, next);
  }

  /** Sidecar, manifest and ledger say what lies there now. */
  async #keep(
    { archive, id }: Patient,
    before: ArchivedFile,
    next: ArchivedFile,
  ): Promise<Outcome<undefined, Failure>> {
    const { tasks, sidecars } = this.#parts;
    const task = this.#damaged(id, archive);
    const base = task?.reservedPath;
    if (task === undefined || base === undefined) return succeed(undefined);
    const files = task.files.map((file) => (file === before ? next : file));
    const written = await sidecars.write(archive, id, { base, files });
    if (!written.ok) return written;
    if (next.path !== before.path) await archive.unlist([before.path]);
    const damage = task.damage;
    tasks.apply(id, { type: 'relocated', reservedPath: base, archiveId: archive.id, files });
    // The others of its files are still to come.
    const paths = (damage?.paths ?? []).filter((path) => path !== before.path);
    if (damage !== undefined && paths.length > 0) {
      tasks.apply(id, { type: 'checked', damage: { ...damage, paths } });
    }
    const refused = tasks.flush();
    return refused === undefined ? succeed(undefined) : fail(refused);
  }
}

/** A file that was fetched again and came with other bytes says so for good. */
function formerHash(
  { sha256, formerSha256 }: ArchivedFile,
  now: string,
): Pick<ArchivedFile, 'formerSha256'> {
  const first = formerSha256 ?? sha256;
  return first === now ? {} : { formerSha256: first };
}
