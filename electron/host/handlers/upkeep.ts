import { succeed } from '../../shared/outcome.ts';
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

/** Calls about alerts and the long jobs in the archive. */
export function upkeepHandlers({
  core,
  onSettingsChanged,
}: HandlerOptions): Pick<CallHandlers, UpkeepCalls> {
  const { alerts, jobs, run, upkeep } = core;
  return {
    dismissAlert: ({ key }) => {
      alerts.clear(key);
      return undefined;
    },
    answerAlert: ({ answer }) => {
      if (answer !== 'go-on') return upkeep.mover.answer(answer);
      run.resume();
      return succeed(undefined);
    },
    setMirrorFolder: ({ path }) => upkeep.mirror.set(path.trim()),
    fillMirror: () => {
      upkeep.mirror.fill();
      return undefined;
    },
    cancelJob: ({ kind }) => {
      jobs.cancel(kind);
      return undefined;
    },
    annotate: (annotation) => upkeep.annotations.annotate(annotation),
    checkArchive: () => upkeep.scrub.check(),
    repair: ({ ids }) => upkeep.repair.repair(ids),
    readArchive: (wish) => upkeep.rebuild.read(wish),
    openArchive: async ({ path }) => {
      const opened = await core.root.adopt(path.trim());
      onSettingsChanged();
      if (!opened.ok) return opened;
      core.transfers.retryNow();
      const reading = await upkeep.rebuild.read({ includesRemoved: false });
      return reading.ok || reading.failure.code === 'busy'
        ? succeed({ path: opened.value.root.path })
        : reading;
    },
  };
}
