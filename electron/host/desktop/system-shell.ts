import {
  BrowserWindow,
  clipboard,
  dialog,
  shell,
  type MessageBoxOptions,
  type OpenDialogOptions,
} from 'electron';
import { extname, sep } from 'node:path';
import { kindByExtension } from '../../core/media/sniff.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { FolderUse } from '../../shared/settings/folder.ts';

/** What the page's calls ask of the system. */
export interface SystemShell {
  /**
   * Lets the user choose a folder, starting in one of them.
   * @returns an absolute path; `undefined` when the dialog was closed without a choice
   */
  chooseFolder(use: FolderUse, startIn: string): Promise<string | undefined>;
  /** Shows a file, selected, in the system's file manager. */
  showInFolder(path: string): void;
  /**
   * Opens a video, picture or sound with the program that the system has for it.
   * @returns the system's words when it could not; `undefined` when it did
   */
  openMedia(path: string): Promise<string | undefined>;
  /**
   * Shows what is in a folder.
   * @param path absolute, of a folder that is known to be one
   * @returns the system's words when it could not; `undefined` when it did
   */
  openFolder(path: string): Promise<string | undefined>;
  /** Puts text on the clipboard. */
  copyText(text: string): Promise<void>;
}

/** @see https://www.electronjs.org/docs/latest/api/dialog#dialogshowopendialogwindow-options */
async function chooseFolder(use: FolderUse, startIn: string): Promise<string | undefined> {
  const options: OpenDialogOptions = {
    title: m.boxes.chooseFolder[use],
    defaultPath: startIn,
    properties: ['openDirectory', 'createDirectory'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return filePaths[0];
}

/** A path as the box shows it: what would break its lines or turn its order is spelled out. */
function spelledOut(path: string): string {
  const code = (char: string) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  return path.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, code);
}

/**
 * Asks in a box of the system's own whether a folder that was typed is meant: no script of the page can
 * press its buttons.
 * @see https://www.electronjs.org/docs/latest/api/dialog#dialogshowmessageboxwindow-options
 */
export async function confirmFolder(use: FolderUse, path: string): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'question',
    title: 'Reelkeep',
    message: m.boxes.folders[use],
    detail: spelledOut(path),
    buttons: [m.boxes.useFolder, m.boxes.cancel],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  };
  const window = BrowserWindow.getFocusedWindow();
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 0;
}

/** @see https://www.electronjs.org/docs/latest/api/shell#shellshowiteminfolderfullpath */
function showInFolder(path: string): void {
  shell.showItemInFolder(path);
}

/** @see https://www.electronjs.org/docs/latest/api/shell#shellopenpathpath */
async function openMedia(path: string): Promise<string | undefined> {
  // `openPath` would run anything else that can be run.
  const kind = kindByExtension(extname(path).slice(1).toLowerCase());
  if (kind === undefined) return 'Not a video, picture or sound.';
  const problem = await shell.openPath(path);
  return problem === '' ? undefined : problem;
}

async function openFolder(path: string): Promise<string | undefined> {
  // macOS runs a folder that is named like a program; Windows, a program that is named like a folder.
  if (process.platform === 'darwin' && extname(path) !== '') {
    shell.showItemInFolder(path);
    return undefined;
  }
  const problem = await shell.openPath(path.endsWith(sep) ? path : path + sep);
  return problem === '' ? undefined : problem;
}

/**
 * Electron 45 answers with a promise, 33 at once: both can be awaited.
 * @see https://www.electronjs.org/docs/latest/api/clipboard
 */
async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}

/** The system's own. */
export const systemShell: SystemShell = {
  chooseFolder,
  showInFolder,
  openMedia,
  openFolder,
  copyText,
};
