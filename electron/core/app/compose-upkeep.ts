import { Mirror } from '../upkeep/move/mirror.ts';
import { Mover } from '../upkeep/move/mover.ts';
import { InputFiles } from '../transfer/extras/input-files.ts';
import { ExtraSaver } from '../transfer/extras/saver.ts';
import { Thumbnails } from '../transfer/extras/thumbnails.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';
import { Annotations } from '../upkeep/annotations.ts';
import { Rebuild } from '../upkeep/rebuild/rebuild.ts';
import { Recheck } from '../upkeep/check/recheck.ts';
import { Renamer } from '../upkeep/rename/renamer.ts';
import { RepairSource } from '../upkeep/check/repair-source.ts';
import { Repair } from '../upkeep/check/repair.ts';
import { IntegrityCheck } from '../upkeep/check/integrity-check.ts';
import { SidecarWriter } from '../library/sidecar-writer.ts';
import { TrashBin } from '../upkeep/trash/trash-bin.ts';
import type { UpkeepParts } from '../upkeep/upkeep-parts.ts';

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
  /** What archived videos lack beside themselves. */
  readonly extras: ExtraSaver;
  /** Begins what runs by itself. */
  start(): void;
  /** The archive has been opened, or its drive is back: what waited for it goes on. */
  onArchiveAvailable(): void;
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Holds the extras as well while the transfers are held. */
function heldWith(
  extras: ExtraSaver,
  transfers: TransferScheduler,
): Pick<TransferScheduler, 'runPaused' | 'retryNow'> {
  return {
    retryNow: () => transfers.retryNow(),
    runPaused: (work) => extras.whileHeld(() => transfers.runPaused(work)),
  };
}

function createExtras(parts: UpkeepParts, sidecars: SidecarWriter): ExtraSaver {
  const { tasks, settings, random: chance } = parts;
  const kinds = [new Thumbnails({ ...parts, chance }), new InputFiles(tasks, settings)];
  return new ExtraSaver({ ...parts, kinds, sidecars });
}

/** Makes the jobs, in the order of what they need. */
function createJobs(parts: UpkeepParts, onRestored: () => void) {
  const { tasks, accounts, appVersion } = parts;
  const sidecars = new SidecarWriter({ tasks, accounts, appVersion });
  const mirror = new Mirror(parts);
  const source = new RepairSource({ ...parts, copies: mirror.copies });
  const extras = createExtras(parts, sidecars);
  const renamer = new Renamer(parts);
  return {
    annotations: new Annotations({ ...parts, tasks, sidecars }),
    integrityCheck: new IntegrityCheck({ ...parts, sidecars }),
    recheck: new Recheck({ ...parts, sidecars }),
    mirror,
    repair: new Repair({ ...parts, sidecars, source }),
    rebuild: new Rebuild({ ...parts, onRestored }),
    extras,
    mover: new Mover({ ...parts, renamer, transfers: heldWith(extras, parts.transfers) }),
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
  const { annotations, integrityCheck, recheck, mirror, rebuild, extras, mover, renamer, trash } =
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
      for (const each of [mirror, trash, extras]) each.start();
      onArchiveAvailable();
    },
    stop: async () => {
      isStarted = false;
      integrityCheck.stop();
      recheck.stop();
      for (const each of [extras, mirror, parts.jobs, trash, renamer, annotations])
        await each.stop();
    },
  };
}
