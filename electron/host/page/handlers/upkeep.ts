import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { CallHandlers } from '../ipc.ts';
import type { HandlerOptions } from './options.ts';

type UpkeepCalls =
  | 'dismissAlert'
  | 'answerAlert'
  | 'cancelJob'
  | 'setMirrorFolder'
  | 'fillMirror'
  | 'annotate'
  | 'checkArchive'
  | 'repair'
  | 'readArchive'
  | 'openArchive';

/** Opening the archive makes the folder that is only proposed: not before the user has chosen. */
function onceChosen({ settings }: HandlerOptions['core']) {
  return async <T>(work: () => Promise<Outcome<T, Failure>>): Promise<Outcome<T, Failure>> => {
    if (settings.archiveId() !== undefined) return work();
    return fail({ code: 'folder-not-chosen', path: settings.current().archiveFolder });
  };
}

/** Calls about alerts and the long jobs in the archive. */
export function upkeepHandlers({
  core,
  grants,
  onArchiveChosen,
}: HandlerOptions): Pick<CallHandlers, UpkeepCalls> {
  const { alerts, jobs, crashRecovery, upkeep } = core;
  const inArchive = onceChosen(core);
  return {
    dismissAlert: ({ key }) => {
      alerts.clear(key);
      return undefined;
    },
    answerAlert: ({ answer }) => {
      if (answer !== 'go-on') return upkeep.mover.answer(answer);
      crashRecovery.resume();
      return succeed(undefined);
    },
    setMirrorFolder: async ({ path: named }) => {
      if (named.trim() === '') return upkeep.mirror.set('');
      return inArchive(async () => {
        const path = await grants.take('mirror', named);
        return path.ok ? upkeep.mirror.set(path.value) : path;
      });
    },
    fillMirror: () => {
      upkeep.mirror.syncNow();
      return undefined;
    },
    cancelJob: ({ kind }) => {
      jobs.cancel(kind);
      return undefined;
    },
    annotate: (annotation) => upkeep.annotations.annotate(annotation),
    checkArchive: () => inArchive(() => upkeep.integrityCheck.check()),
    repair: ({ ids }) => inArchive(() => upkeep.repair.repair(ids)),
    readArchive: (input) => inArchive(() => upkeep.rebuild.read(input)),
    openArchive: async ({ path: named }) => {
      const path = await grants.take('opened', named);
      if (!path.ok) return path;
      const opened = await core.archiveManager.openExisting(path.value);
      onArchiveChosen();
      if (!opened.ok) return opened;
      core.transfers.retryNow();
      const reading = await upkeep.rebuild.read({ includesRemoved: false });
      return reading.ok || reading.failure.code === 'busy'
        ? succeed({ path: opened.value.root.path })
        : reading;
    },
  };
}
