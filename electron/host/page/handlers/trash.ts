import type { TrashBin } from '../../../core/upkeep/trash/trash-bin.ts';
import type { CallHandlers } from '../ipc.ts';

type TrashCalls = 'remove' | 'removed' | 'putBack' | 'moveToTrash' | 'forget';

/** Calls about removing tasks, and about the removed ones. */
export function trashHandlers(trash: TrashBin): Pick<CallHandlers, TrashCalls> {
  return {
    remove: ({ ids, withFiles }) => trash.remove(ids, withFiles),
    removed: (part) => trash.page(part),
    putBack: ({ ids }) => trash.putBack(ids),
    moveToTrash: ({ ids }) => trash.moveNow(ids),
    forget: ({ ids }) => trash.forget(ids),
  };
}
