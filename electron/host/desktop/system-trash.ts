import { shell } from 'electron';
import type { OsTrash } from '../../core/platform/os-trash.ts';
import { fail, succeed } from '../../shared/outcome.ts';

/**
 * The trash of the user's own system.
 * @see https://www.electronjs.org/docs/latest/api/shell#shelltrashitempath
 */
export const systemTrash: OsTrash = {
  put: async (path) => {
    try {
      await shell.trashItem(path);
      return succeed(undefined);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return fail({ code: 'trash-refused', path, detail });
    }
  },
};
