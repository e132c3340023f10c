import { succeed } from '../../../shared/outcome.ts';
import type { CallHandlers } from '../ipc.ts';
import type { HandlerOptions } from './options.ts';

type NameCalls = 'previewFileNames' | 'setFileNames' | 'planRename' | 'renameFiles';

/** Calls about the names of files in the archive. */
export function nameHandlers({ core }: HandlerOptions): Pick<CallHandlers, NameCalls> {
  return {
    previewFileNames: ({ template }) => core.names.preview(template, Date.now()),
    setFileNames: ({ template }) => core.names.change(template),
    planRename: () => core.upkeep.renamer.plan(),
    renameFiles: () => {
      const started = core.upkeep.renamer.start();
      return started.ok ? succeed(undefined) : started;
    },
  };
}
