import { Mirror } from '../upkeep/move/mirror.ts';
import { Mover } from '../upkeep/move/mover.ts';
import { InputSaver } from '../transfer/inputs/saver.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';
import { Annotations } from '../upkeep/annotations.ts';
import { Rebuild } from '../upkeep/rebuild/rebuild.ts';
import { Recheck } from '../upkeep/check/recheck.ts';
import { Renamer } from '../upkeep/rename/renamer.ts';
import { RepairSource } from '../upkeep/check/repair-source.ts';
import { Repair } from '../upkeep/check/repair.ts';
import { IntegrityCheck } from '../upkeep/check/integrity-check.ts';
import { SidecarWriter } from '../library/sidecar-writer.ts';
import { TrashBin } from '../upkeep/trash/trash.ts';
import type { UpkeepParts } from '../upkeep/parts.ts';

/** What is done with the archive after a video has come in. */
export interface Upkeep {
  /** The removed tasks. */
  readonly trash: TrashBin;
  readonly annotations: Annotations;
  readonly scrub: IntegrityCheck;
  readonly recheck: Recheck;
  readonly repair: Repair;
  readonly rebuild: Rebuild;
  readonly mover: Mover;
  readonly renamer: Renamer;
  readonly mirror: Mirror;
  readonly inputs: InputSaver;
  /** Begins what runs by itself. */
  start(): void;
  /** The archive has been opened, or its drive is back: what waited for it goes on. */
  onArchiveAvailable(): void;
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Holds the inputs as well while the transfers are held. */
function heldWith(
  inputs: InputSaver,
  transfers: TransferScheduler,
): Pick<TransferScheduler, 'runPaused' | 'retryNow'> {
  return {
    retryNow: () => transfers.retryNow(),
    runPaused: (work) => inputs.whileHeld(() => transfers.runPaused(work)),
  };
}

/** Makes the services of the archive's upkeep; the room `task/upkeep` holds them. */
export function composeUpkeep(parts: UpkeepParts): Upkeep {
  const { jobs, tasks, accounts, appVersion } = parts;
  const sidecars = new SidecarWriter({ book: tasks, accounts, appVersion });
  const annotations = new Annotations({ ...parts, book: tasks, sidecars });
  const scrub = new IntegrityCheck({ ...parts, sidecars });
  const recheck = new Recheck({ ...parts, sidecars });
  const mirror = new Mirror(parts);
  const source = new RepairSource({ ...parts, copies: mirror.copies });
  const repair = new Repair({ ...parts, sidecars, source });
  let isStarted = false;
  const onRestored = () => {
    if (isStarted) void scrub.checkUnread();
  };
  const rebuild = new Rebuild({ ...parts, onRestored });
  const inputs = new InputSaver({ ...parts, sidecars });
  const mover = new Mover({ ...parts, transfers: heldWith(inputs, parts.transfers) });
  const renamer = new Renamer(parts);
  const trash = new TrashBin(parts);
  const archiveIsHere = () => {
    if (!isStarted) return;
    void renamer.recoverInterrupted();
    void annotations.writeStaleSidecars();
    void rebuild.readIfNeeded();
    trash.archiveIsHere();
  };
  return {
    trash,
    annotations,
    scrub,
    recheck,
    repair,
    rebuild,
    mover,
    renamer,
    mirror,
    inputs,
    onArchiveAvailable: archiveIsHere,
    start: () => {
      isStarted = true;
      scrub.start();
      void mover.start();
      mirror.start();
      trash.start();
      inputs.start();
      archiveIsHere();
    },
    stop: async () => {
      isStarted = false;
      scrub.stop();
      recheck.stop();
      await inputs.stop();
      await mirror.stop();
      await jobs.stop();
      await trash.stop();
      await renamer.stop();
      await annotations.stop();
    },
  };
}
