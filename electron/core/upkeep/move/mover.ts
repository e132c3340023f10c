import { resolve } from 'node:path';
import type { AlertAnswer } from '../../../shared/alert.ts';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { FolderAnswer, FolderQuestion } from '../../../shared/settings/folder.ts';
import type { DiskFailure, Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import { makeRoot, probeBytes } from '../../archive/make-root.ts';
import { writeMarker } from '../../archive/metadata/marker.ts';
import * as moved from '../../archive/move-markers.ts';
import { discardOldCopy } from '../../archive/old-copy.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { Root } from '../../files/root.ts';
import type { JobContext } from '../../platform/jobs.ts';
import type { ArchiveMove } from '../../settings/settings-store.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import type { TransferScheduler } from '../../transfer/transfer-scheduler.ts';
import { inspectFolder, suitable } from '../../library/folder-inspection.ts';
import { apart } from '../../library/folders-apart.ts';
import type { Renamer } from '../rename/renamer.ts';
import { MoveFiles } from './move-files.ts';
import { isOnePlace, retireOldPlace, unmarkNewPlace } from './old-place.ts';
import { VideosOfArchive } from './videos-of-archive.ts';

/** The alert's key: there is one move at a time. */
const alertKey = 'archive move';

/** What the mover needs. */
export type MoverOptions = Pick<
  UpkeepParts,
  'archiveManager' | 'settings' | 'tasks' | 'jobs' | 'alerts' | 'trash' | 'log' | 'onChanged'
> & {
  /** Whatever brings files into the archive. */
  readonly transfers: Pick<TransferScheduler, 'runPaused' | 'retryNow'>;
  readonly renamer: Pick<Renamer, 'shorten'>;
};

/**
 * Moves the archive to another folder. Until one write of the settings it is wholly in the old place,
 * and from then on wholly in the new one; what was copied when a move breaks off is used again by the
 * next. The old copy stays until the user has it thrown away.
 */
export class Mover {
  readonly #options: MoverOptions;
  readonly #videos: VideosOfArchive;

  constructor(options: MoverOptions) {
    this.#options = options;
    this.#videos = new VideosOfArchive(options.tasks);
  }

  /** Goes on from where an earlier run ended: asks what it left to be asked. */
  async start(): Promise<void> {
    const move = this.#options.settings.archiveMove();
    if (move === undefined) return;
    if (move.step === 'copying') this.#raiseStopped(move);
    else await this.#retire(move);
  }

  /** Makes a folder the archive; asks first where videos would be left behind or another archive opened. */
  async choose(input: CallInput<'setArchiveFolder'>): Promise<Outcome<FolderAnswer, Failure>> {
    const { archiveManager, settings, jobs, transfers } = this.#options;
    const path = input.path.trim();
    if (jobs.current?.kind === 'move') return fail({ code: 'busy', job: 'move' });
    const fits = await this.#fits(path);
    if (!fits.ok) return fits;
    if (input.choice === undefined) {
      const asked = await this.#question(path);
      if (!asked.ok) return asked;
      const { archiveFolder } = settings.current();
      if (asked.value) return succeed({ path: archiveFolder, question: asked.value });
    } else if (input.choice === 'move') {
      const started = await this.#move(path);
      return started.ok ? succeed({ path: settings.current().archiveFolder }) : started;
    }
    const set = await (input.choice === 'open'
      ? archiveManager.openExisting(path)
      : archiveManager.switchTo(path));
    if (!set.ok) return set;
    transfers.retryNow();
    return succeed({ path: set.value.root.path });
  }

  /** Whether a folder can be an archive's at all: no folder of the system's, and not the mirror's. */
  async #fits(path: string): Promise<Outcome<undefined, DiskFailure>> {
    const { settings, archiveManager } = this.#options;
    if (resolve(path) === settings.archivePath(settings.archiveId() ?? ''))
      return succeed(undefined);
    const fits = await suitable(path);
    const mirror = settings.mirror();
    if (!fits.ok || mirror === undefined) return fits;
    const separate = await apart(path, mirror.folder, 'mirror');
    // Once the archive's disk has died, the mirror may take its place.
    return separate.ok || !(await archiveManager.open()).ok ? fits : separate;
  }

  /** Does what the user answered to the alert. */
  async answer(answer: Exclude<AlertAnswer, 'go-on'>): Promise<Outcome<undefined, Failure>> {
    switch (answer) {
      case 'resume-move':
        return this.#resume();
      case 'delete-old-copy':
        return this.#discardOld();
      case 'drop-move':
      case 'keep-old-copy':
        await this.#settle();
        return succeed(undefined);
    }
  }

  /** What must be asked before this folder is made the archive; `undefined` when nothing must be. */
  async #question(path: string): Promise<Outcome<FolderQuestion | undefined, Failure>> {
    const { settings } = this.#options;
    const { archiveFolder } = settings.current();
    const ownId = settings.archiveId();
    if (ownId === undefined || resolve(path) === resolve(archiveFolder)) return succeed(undefined);
    const content = await inspectFolder(path, ownId);
    if (!content.ok) return content;
    if (content.value.kind === 'another-archive') {
      const { videos } = content.value;
      return succeed({ kind: 'another-archive', path, videos });
    }
    const videos = this.#videos.countIn(ownId);
    if (videos === 0) return succeed(undefined);
    const refused = await this.#refusal(path);
    return succeed({ kind: 'move-or-new', path, videos, ...(refused && { cannotMove: refused }) });
  }

  /** Begins to move everything to a folder, which becomes the archive at the end. */
  async #move(path: string): Promise<Outcome<undefined, Failure>> {
    const { settings, archiveManager, jobs, alerts } = this.#options;
    const archive = await archiveManager.open();
    if (!archive.ok) return archive;
    const refused = await this.#refusal(path);
    if (refused !== undefined) return fail(refused);
    const { id } = archive.value;
    const route = { id, from: archive.value.root.path, to: resolve(path) };
    const started = jobs.start('move', (job) => this.#work({ ...route, step: 'copying' }, job));
    if (!started.ok) return started;
    alerts.clear(alertKey);
    settings.setArchiveMove({ ...route, step: 'copying' });
    return succeed(undefined);
  }

  /** Takes a move up again that broke off. */
  async #resume(): Promise<Outcome<undefined, Failure>> {
    const move = this.#options.settings.archiveMove();
    return move?.step === 'copying' ? this.#move(move.to) : succeed(undefined);
  }

  /** The archive stays where it is, or the old copy stays beside it: there is nothing left to ask. */
  async #settle(): Promise<void> {
    const { settings, alerts } = this.#options;
    const move = settings.archiveMove();
    settings.setArchiveMove(undefined);
    alerts.clear(alertKey);
    if (move?.step !== 'copying' || resolve(settings.current().archiveFolder) === move.to) return;
    await unmarkNewPlace(move.to, settings.archiveId());
  }

  /** Puts the old copy into the trash: only what was copied and is unchanged. */
  async #discardOld(): Promise<Outcome<undefined, Failure>> {
    const { settings, trash, archiveManager } = this.#options;
    const move = settings.archiveMove();
    if (move?.step !== 'moved') return succeed(undefined);
    const archive = await archiveManager.open(); // the only copy left must be there
    if (!archive.ok) return archive;
    // Another folder has become the archive since: that only copy is not looked after right now.
    if (archive.value.root.path !== move.to) return fail({ code: 'folder-missing', path: move.to });
    if (await this.#settlesAsOne(move)) return succeed(undefined);
    const { id } = move;
    const [from, to] = [new Root(move.from), archive.value.root];
    const done = await diskOutcome(move.from, async () => {
      const files = (await moved.readMoved(from, id)) ?? new Map<string, never>();
      const putInTrash = (path: string) => trash.put(path);
      return succeed(await discardOldCopy({ from, to, files, putInTrash }));
    });
    if (!done.ok) return done;
    if (done.value !== undefined) return fail(done.value);
    await this.#settle();
    return succeed(undefined);
  }

  /** Why the archive cannot move there; `undefined` when it can, or when only the attempt will tell. */
  async #refusal(path: string): Promise<DiskFailure | undefined> {
    const { settings, archiveManager } = this.#options;
    const archive = await archiveManager.open(); // nothing can be copied from a drive that is away
    if (!archive.ok) return archive.failure;
    const separate = await apart(path, settings.current().archiveFolder, 'archive');
    if (!separate.ok) return separate.failure;
    const fits = await this.#fits(path); // a move that is taken up again comes without this
    if (!fits.ok) return fits.failure;
    const content = await inspectFolder(path, settings.archiveId());
    if (!content.ok) return content.failure;
    const { kind } = content.value;
    // A crash may have come after the move marker was removed. A copy made by the user is theirs.
    const move = settings.archiveMove();
    const isOwn = move?.step === 'copying' && move.to === resolve(path);
    const isUsable =
      kind === 'empty' || kind === 'half-moved' || (kind === 'same-archive' && isOwn);
    return isUsable ? undefined : { code: 'folder-not-empty', path };
  }

  async #work(move: ArchiveMove, job: JobContext): Promise<undefined> {
    const done = await diskOutcome(move.to, async () => {
      const to = new Root(move.to);
      await makeRoot(to);
      await to.probeWriting(probeBytes);
      await moved.writeMoving(to, move.id);
      return this.#copy(move, job);
    });
    if (done.ok && done.value) await this.#retire({ ...move, step: 'moved' });
    else this.#raiseStopped(move, done.ok ? undefined : done.failure);
  }

  /** @returns whether the archive is in the new place now */
  async #copy(move: ArchiveMove, job: JobContext): Promise<Outcome<boolean, DiskFailure>> {
    const route = { from: new Root(move.from), to: new Root(move.to) };
    const files = new MoveFiles(route, job);
    const short = await this.#options.archiveManager.roomFor(route.to, await files.missingBytes());
    if (short !== undefined) return fail(short);
    if (!(await files.pass(false))) return succeed(false);
    if (files.refused.size > 0) await this.#shorten(move.id, { ...route, files }, job);
    return this.#options.transfers.runPaused(async () => {
      const isHere = await this.#options.archiveManager.open();
      if (!isHere.ok) return isHere;
      if (!(await files.pass(true)) || job.signal.aborted) return succeed(false);
      const departed = await files.departed();
      const isStillHere = await this.#options.archiveManager.open(); // or else nothing has departed but the drive
      if (!isStillHere.ok) return isStillHere;
      await files.discard(departed);
      const left = await files.leftBehind(this.#videos.filesIn(move.id));
      if (left !== undefined) return fail(files.whyNot(left));
      return this.#switch(move, files);
    });
  }

  /** Gives the videos shorter and plainer names whose own the new place has refused. */
  async #shorten(
    archiveId: string,
    { to, files }: { readonly to: Root; readonly files: MoveFiles },
    { signal }: JobContext,
  ): Promise<void> {
    const { renamer, log } = this.#options;
    const ids = await this.#videos.withAny(archiveId, files.refused);
    if (ids.length === 0) return;
    const failure = await renamer.shorten(ids, to, { signal, report: () => undefined });
    if (failure !== undefined) log.warn(`Shorter names for the move: ${failure.code}`);
  }

  /** What was copied is noted, the new place is marked, and then one write decides. */
  async #switch(move: ArchiveMove, files: MoveFiles): Promise<Outcome<boolean, DiskFailure>> {
    const { archiveManager, settings, log } = this.#options;
    const { id } = move;
    const to = new Root(move.to);
    const noted = await diskOutcome(move.from, async () => {
      await moved.writeMoved(new Root(move.from), id, files.copied);
      return succeed(undefined);
    });
    if (!noted.ok) log.warn(`The old folder cannot be written: ${noted.failure.code}`);
    await writeMarker(to, id);
    await moved.clearMoving(to);
    const { copiedBytes: sizeBytes, left } = files;
    const opened = await archiveManager.completeMove(move.to, () => {
      settings.setMovedArchive({ ...move, step: 'moved', sizeBytes, left });
    });
    this.#options.onChanged(); // the settings name another folder now
    return opened.ok ? succeed(true) : opened;
  }

  /** The old folder is no archive any more; then the user is asked what becomes of it. */
  async #retire(ended: ArchiveMove): Promise<void> {
    if (await this.#settlesAsOne(ended)) return;
    const { log, settings, alerts } = this.#options;
    const { from } = ended;
    const retired = await retireOldPlace(ended);
    const move = settings.archiveMove();
    if (!retired.ok) log.warn(`The old folder cannot be read: ${retired.failure.code}`);
    else if (move !== undefined) {
      const { to, sizeBytes = 0, left } = move;
      alerts.raise(alertKey, { code: 'archive-moved', from, to, sizeBytes, ...(left && { left }) });
    }
  }

  /** Where the old place leads to the new one, nothing is taken out of it, and there is nothing to ask. */
  async #settlesAsOne(move: ArchiveMove): Promise<boolean> {
    if (!(await isOnePlace(move))) return false;
    this.#options.log.info('The old folder leads to the new one: nothing is taken out of it');
    await this.#settle();
    return true;
  }

  #raiseStopped({ from, to }: ArchiveMove, failure?: Failure): void {
    const why = failure === undefined ? {} : { failure };
    this.#options.alerts.raise(alertKey, { code: 'move-stopped', from, to, ...why });
  }
}
