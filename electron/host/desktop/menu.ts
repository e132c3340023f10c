import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { actions, type ActionId } from '../../shared/actions.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { ActionRunner } from './action-runner.ts';

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** An action of the table as an item of a menu. */
export function actionItem(id: ActionId, run: ActionRunner): MenuItemConstructorOptions {
  const { accelerator } = actions[id];
  return {
    label: m.actions[id],
    click: run[id],
    ...(accelerator !== undefined && { accelerator }),
  };
}

function appMenu(run: ActionRunner): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      separator,
      actionItem('settings', run),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      actionItem('quit', run),
    ],
  };
}

function fileMenu(run: ActionRunner, isMac: boolean): MenuItemConstructorOptions {
  const others: MenuItemConstructorOptions[] = [
    actionItem('settings', run),
    separator,
    { label: 'Close window', role: 'close' },
    actionItem('quit', run),
  ];
  return {
    label: 'File',
    submenu: [
      actionItem('add', run),
      actionItem('check', run),
      separator,
      ...(isMac ? [{ role: 'close' } as const] : others),
    ],
  };
}

function viewMenu(): MenuItemConstructorOptions {
  const forDevelopers: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, separator];
  return {
    label: 'View',
    submenu: [
      ...forDevelopers,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  };
}

/**
 * Sets the application's menu. It stays visible: hidden menus are found by nobody.
 * @see https://www.electronjs.org/docs/latest/api/menu#menusetapplicationmenumenu
 */
export function setMenu(run: ActionRunner): { dispose(): void } {
  const isMac = process.platform === 'darwin';
  const about: MenuItemConstructorOptions[] = isMac ? [] : [{ role: 'about' }];
  const help = [actionItem('copy-diagnostics', run), ...about];
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [appMenu(run)] : []),
    fileMenu(run, isMac),
    { role: 'editMenu' },
    viewMenu(),
    { role: 'windowMenu' },
    { role: 'help', submenu: help },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  return {
    dispose: () => {
      Menu.setApplicationMenu(null);
    },
  };
}
