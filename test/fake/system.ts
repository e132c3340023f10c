import type { Background } from '../../electron/host/desktop/background.ts';
import type { LoginItem } from '../../electron/host/desktop/login-item.ts';
import type { SystemShell } from '../../electron/host/desktop/system-shell.ts';
import type { LoginStart } from '../../electron/shared/settings/background.ts';
import type { FolderUse } from '../../electron/shared/settings/folder.ts';
import type { KeptView } from '../../electron/shared/contract/kept-view.ts';
import type { Notice } from '../../electron/shared/notice.ts';
import { succeed } from '../../electron/shared/outcome.ts';

/** The user's system around the window, which notes what is asked of it. */
export class FakeSystem {
  /** What was opened or shown, by its path. */
  readonly opened: string[] = [];
  /** What is on the clipboard. */
  copied = '';
  /** The folders that the user was asked about, and how often that is answered with yes. */
  readonly asked: string[] = [];
  isFolderConfirmed = true;
  /** What the folder dialog answers; `undefined` closes it without a choice. */
  chosenFolder: string | undefined;
  readonly notices: Notice[] = [];
  loginStart: LoginStart = 'off';
  keptView: KeptView | undefined;

  readonly confirmFolder = (_use: FolderUse, path: string): Promise<boolean> => {
    this.asked.push(path);
    return Promise.resolve(this.isFolderConfirmed);
  };

  readonly shell: SystemShell = {
    chooseFolder: () => Promise.resolve(this.chosenFolder),
    showInFolder: (path) => void this.opened.push(path),
    openMedia: (path) => this.#open(path),
    openFolder: (path) => this.#open(path),
    copyText: (text) => {
      this.copied = text;
      return Promise.resolve();
    },
  };

  readonly loginItem: LoginItem = {
    read: () => Promise.resolve(succeed(this.loginStart)),
    write: (start) => {
      this.loginStart = start;
      return Promise.resolve(succeed(start));
    },
    heal: () => Promise.resolve(),
  };

  readonly background: Pick<Background, 'keepView' | 'takeView' | 'answer'> = {
    keepView: (view) => (this.keptView = view),
    takeView: () => {
      const view = this.keptView;
      this.keptView = undefined;
      return view;
    },
    answer: () => undefined,
  };

  #open(path: string): Promise<undefined> {
    this.opened.push(path);
    return Promise.resolve(undefined);
  }
}
