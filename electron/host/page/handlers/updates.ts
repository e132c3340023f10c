import type { Updater } from '../../../core/update/updater.ts';
import type { updateCalls } from '../../../shared/contract/update-calls.ts';
import type { CallHandlers } from '../ipc.ts';

/** Calls about new versions. What takes long is only begun: the window hears of it in patches. */
export function updateHandlers(updater: Updater): Pick<CallHandlers, keyof typeof updateCalls> {
  const begin = (work: Promise<void>) => {
    void work; // never rejects
    return undefined;
  };
  return {
    lookForUpdate: () => begin(updater.look(true)),
    fetchUpdate: () => begin(updater.fetch()),
    stopUpdate: () => {
      updater.stopFetching();
      return undefined;
    },
    installUpdate: () => begin(updater.install()),
    restartForUpdate: () => begin(updater.restart()),
    whatsNew: () => updater.whatsNew(),
  };
}
