import { resolve } from 'node:path';
import { app, dialog } from 'electron';
import type { DataFolderTrouble } from '../../shared/data-folder-trouble.ts';
import { describeDataFolder } from '../../shared/messages/data-folder.ts';
import { dropSpareFolder, examineDataFolder, makeSpareFolder } from './data-folder.ts';

/**
 * Says on the terminal and in a box that Reelkeep cannot start, and ends it with exit code 1. Chromium keeps
 * its own things somewhere else meanwhile: without a folder it ends without a word.
 */
function refuseStart(trouble: DataFolderTrouble): void {
  const { message, detail, button } = describeDataFolder(trouble);
  console.error(`${message}\n${detail}`);
  const spare = makeSpareFolder();
  for (const name of ['userData', 'sessionData', 'crashDumps', 'logs'] as const) {
    app.setPath(name, spare);
  }
  const end = () => {
    dropSpareFolder(spare);
    app.exit(1);
  };
  app.on('will-quit', end);
  process.once('SIGTERM', end); // Electron hears of it only once it is ready
  void app.whenReady().then(async () => {
    await dialog.showMessageBox({ type: 'error', message, detail, buttons: [button] });
    end();
  });
}

/** The data folder as it was asked for: Electron drops the wish for one that it cannot make. */
function wantedFolder(): string {
  const asked = app.commandLine.getSwitchValue('user-data-dir');
  return asked === '' ? app.getPath('userData') : resolve(asked);
}

/**
 * Makes sure of the data folder; call it before anything asks Chromium for its lock there, which it may not
 * be able to make, and then ends without a word.
 * @returns whether this process may go on
 */
export function claimDataFolder(): boolean {
  const trouble = examineDataFolder(wantedFolder());
  if (trouble !== undefined) refuseStart(trouble);
  return trouble === undefined;
}
