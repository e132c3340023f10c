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
  readonly integrityCheck: IntegrityCheck;
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

/** Makes the jobs, in the order of what they need. */
function createJobs(parts: UpkeepParts, onRestored: () => void) {
  const { tasks, accounts, appVersion } = parts;
  const sidecars = new SidecarWriter({ tasks, accounts, appVersion });
  const mirror = new Mirror(parts);
  const source = new RepairSource({ ...parts, copies: mirror.copies });
  const inputs = new InputSaver({ ...parts, sidecars });
  const renamer = new Renamer(parts);
  return {
    annotations: new Annotations({ ...parts, tasks, sidecars }),
    integrityCheck: new IntegrityCheck({ ...parts, sidecars }),
    recheck: new Recheck({ ...parts, sidecars }),
    mirror,
    repair: new Repair({ ...parts, sidecars, source }),
    rebuild: new Rebuild({ ...parts, onRestored }),
    inputs,
    mover: new Mover({ ...parts, renamer, transfers: heldWith(inputs, parts.transfers) }),
    renamer,
    trash: new TrashBin(parts),
  };
}

/** Makes the services of the archive's upkeep; the room `upkeep` holds them. */
export function composeUpkeep(parts: UpkeepParts): Upkeep {
  let isStarted = false;
  const made = createJobs(parts, () => {
    if (isStarted) void made.integrityCheck.checkUnread();
  });
  const { annotations, integrityCheck, recheck, mirror, rebuild, inputs, mover, renamer, trash } =
    made;
  const onArchiveAvailable = () => {
    if (!isStarted) return;
    void renamer.recoverInterrupted();
    void annotations.writeStaleSidecars();
    void rebuild.readIfNeeded();
    trash.archiveIsHere();
  };
  return {
    ...made,
    onArchiveAvailable,
    start: () => {
      isStarted = true;
      integrityCheck.start();
      void mover.start();
      for (const each of [mirror, trash, inputs]) each.start();
      onArchiveAvailable();
    },
    stop: async () => {
      isStarted = false;
      integrityCheck.stop();
      recheck.stop();
      for (const each of [inputs, mirror, parts.jobs, trash, renamer, annotations])
        await each.stop();
    },
  };
}
