import { homedir, release } from 'node:os';
import { app, clipboard } from 'electron';
import type { Core } from '../../core/app/core.ts';
import type { ActionId } from '../../shared/actions.ts';
import { maxTextLength } from '../../shared/contract/message-bounds.ts';
import { isUnfinished, type Task } from '../../shared/task.ts';
import { describeForReport, type ReportedCore, type SystemFacts } from '../system/diagnostics.ts';
import type { AppLog } from '../system/log.ts';
import type { WindowRequests } from '../page/window-requests.ts';

/** Carries out each action of the table. */
export type ActionRunner = { readonly [I in ActionId]: () => void };

/** What the actions work on. */
export interface ActionOptions {
  readonly core: Pick<Core, 'checkNow'> & ReportedCore;
  readonly log: AppLog;
  readonly requests: WindowRequests;
  readonly show: () => void;
  /** Really quits, also where closing the window only hides it. */
  readonly quit: () => void;
}

function idsOf({ tasks }: ActionOptions['core'], isMeant: (task: Task) => boolean) {
  return [...tasks.tasks()].filter((task) => isUnfinished(task) && isMeant(task)).map((t) => t.id);
}

/**
 * Electron 45 answers with a promise, 33 at once: both can be awaited.
 * @see https://www.electronjs.org/docs/latest/api/clipboard
 */
async function addFromClipboard({ requests }: ActionOptions): Promise<void> {
  const text = await clipboard.readText();
  requests.open(
    text.trim() === '' ? { kind: 'add' } : { kind: 'add', text: text.slice(0, maxTextLength) },
  );
}

function systemFacts(log: AppLog): SystemFacts {
  const { XDG_CURRENT_DESKTOP: desktop = 'not named', XDG_SESSION_TYPE: session = '' } =
    process.env;
  return {
    appVersion: app.getVersion(),
    electron: process.versions.electron,
    system: `${process.platform} ${process.arch} ${release()}`,
    desktop: `${desktop} ${session}`.trim(),
    isPackaged: app.isPackaged,
    home: homedir(),
    log: log.text(),
  };
}

/** The window says so once they are in the clipboard. */
async function copyDiagnostics({ core, requests, log }: ActionOptions): Promise<void> {
  try {
    await clipboard.writeText(describeForReport(core, systemFacts(log)));
    requests.open({ kind: 'diagnostics-copied' });
  } catch (error) {
    log.error(`The diagnostics could not be copied: ${String(error)}`);
  }
}

/** Makes what carries out the actions, wherever they were asked for. */
export function createActions(options: ActionOptions): ActionRunner {
  const { core, requests, show, quit } = options;
  return {
    show,
    add: () => {
      requests.open({ kind: 'add' });
    },
    'add-from-clipboard': () => void addFromClipboard(options),
    'show-at-risk': () => {
      requests.open({ kind: 'at-risk' });
    },
    check: () => {
      void core.checkNow(idsOf(core, ({ paused }) => !paused)); // never rejects
    },
    'pause-all': () =>
      void core.tasks.pause(
        idsOf(core, (task) => !task.paused),
        true,
      ), // never rejects
    'resume-all': () =>
      void core.tasks.pause(
        idsOf(core, (task) => task.paused),
        false,
      ), // never rejects
    settings: () => {
      requests.open({ kind: 'settings' });
    },
    'copy-diagnostics': () => void copyDiagnostics(options),
    quit,
  };
}
