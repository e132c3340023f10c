import { app, Menu } from 'electron';
import { actionArgument, actionsAt } from '../../shared/actions.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { ActionRunner } from './action-runner.ts';

/**
 * What the app's icon offers on a right click: the jump list of Windows, the dock's menu of macOS. On Linux it
 * stands in the desktop entry (electron-builder.yml).
 * @see https://www.electronjs.org/docs/latest/api/app#appsetusertaskstasks-windows
 */
export function offerAtLauncher(run: ActionRunner): void {
  const offered = actionsAt('launcher');
  if (process.platform === 'darwin') {
    const items = offered.map(({ id }) => ({ label: m.actions[id], click: run[id] }));
    app.dock?.setMenu(Menu.buildFromTemplate(items));
  }
  if (process.platform !== 'win32') return;
  app.setUserTasks(
    offered.map(({ id }) => ({
      program: process.execPath,
      arguments: actionArgument(id),
      iconPath: process.execPath,
      iconIndex: 0,
      title: m.actions[id],
      description: m.actions[id],
    })),
  );
}
