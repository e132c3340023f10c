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

type Labelled = Exclude<
  keyof typeof m.menu,
  'file' | 'edit' | 'view' | 'window' | 'help' | 'closeWindow'
>;

/** What the system or Chromium does, called as the language calls it: Electron has English words only. */
function roleItem(role: Labelled): MenuItemConstructorOptions {
  return { role, label: m.menu[role] };
}

function appMenu(run: ActionRunner): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      roleItem('about'),
      separator,
      actionItem('settings', run),
      separator,
      roleItem('services'),
      separator,
      roleItem('hide'),
      roleItem('hideOthers'),
      roleItem('unhide'),
      separator,
      actionItem('quit', run),
    ],
  };
}

function fileMenu(run: ActionRunner, isMac: boolean): MenuItemConstructorOptions {
  const close: MenuItemConstructorOptions = { role: 'close', label: m.menu.closeWindow };
  const others = [actionItem('settings', run), separator, close, actionItem('quit', run)];
  return {
    label: m.menu.file,
    submenu: [
      actionItem('add', run),
      actionItem('check', run),
      separator,
      ...(isMac ? [close] : others),
    ],
  };
}

function editMenu(): MenuItemConstructorOptions {
  const roles = ['cut', 'copy', 'paste', 'delete'] as const;
  return {
    role: 'editMenu',
    label: m.menu.edit,
    submenu: [
      roleItem('undo'),
      roleItem('redo'),
      separator,
      ...roles.map(roleItem),
      separator,
      roleItem('selectAll'),
    ],
  };
}

function viewMenu(): MenuItemConstructorOptions {
  const forDevelopers = app.isPackaged
    ? []
    : [roleItem('reload'), roleItem('toggleDevTools'), separator];
  return {
    label: m.menu.view,
    submenu: [
      ...forDevelopers,
      roleItem('resetZoom'),
      roleItem('zoomIn'),
      roleItem('zoomOut'),
      separator,
      roleItem('togglefullscreen'),
    ],
  };
}

function windowMenu(isMac: boolean): MenuItemConstructorOptions {
  const close: MenuItemConstructorOptions = { role: 'close', label: m.menu.closeWindow };
  return {
    role: 'windowMenu',
    label: m.menu.window,
    submenu: [
      roleItem('minimize'),
      roleItem('zoom'),
      ...(isMac ? [separator, roleItem('front')] : [close]),
    ],
  };
}

/**
 * Sets the application's menu, in the language of now; again after each change of it. It stays visible: hidden
 * menus are found by nobody.
 * @see https://www.electronjs.org/docs/latest/api/menu#menusetapplicationmenumenu
 */
export function setMenu(run: ActionRunner): { dispose(): void } {
  const isMac = process.platform === 'darwin';
  const about = isMac ? [] : [roleItem('about')];
  const help = [actionItem('copy-diagnostics', run), ...about];
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [appMenu(run)] : []),
    fileMenu(run, isMac),
    editMenu(),
    viewMenu(),
    windowMenu(isMac),
    { role: 'help', label: m.menu.help, submenu: help },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  return {
    dispose: () => {
      Menu.setApplicationMenu(null);
    },
  };
}
