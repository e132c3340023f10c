import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** What the menu can ask for. */
export interface MenuActions {
  readonly openAdd: () => void;
  readonly openSettings: () => void;
  /** Really quits, also where closing the window only hides it. */
  readonly quit: () => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function settingsItem({ openSettings }: MenuActions): MenuItemConstructorOptions {
  return { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: openSettings };
}

function appMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      separator,
      settingsItem(actions),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { label: `Quit ${app.name}`, accelerator: 'Cmd+Q', click: actions.quit },
    ],
  };
}

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const addItem: MenuItemConstructorOptions = {
    label: 'Add videos…',
    accelerator: 'CmdOrCtrl+N',
    click: actions.openAdd,
  };
  const others: MenuItemConstructorOptions[] = [
    settingsItem(actions),
    separator,
    { label: 'Close window', role: 'close' },
    { label: 'Quit', accelerator: 'Ctrl+Q', click: actions.quit },
  ];
  return {
    label: 'File',
    submenu: [addItem, separator, ...(isMac ? [{ role: 'close' } as const] : others)],
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
export function setMenu(actions: MenuActions): { dispose(): void } {
  const isMac = process.platform === 'darwin';
  const help: MenuItemConstructorOptions[] = isMac ? [] : [{ role: 'about' }];
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [appMenu(actions)] : []),
    fileMenu(actions, isMac),
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
