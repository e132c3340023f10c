import type { WindowRequest } from '../electron/shared/contract/window-request.ts';
import { m } from '../electron/shared/messages/catalogue.ts';
import { isBusy, viewOf } from './restore-view.ts';
import type { AppState } from './state/app.ts';

/** Does what is asked of the window from outside its page. No dialog that may hold something typed is pushed aside. */
export function answerRequest(app: AppState, request: WindowRequest): void {
  const { workspace, library, trash } = app;
  switch (request.kind) {
    case 'task':
      trash.hide();
      library.showAll();
      library.selection.only(request.taskId);
      return;
    case 'add':
      if (request.text !== undefined || request.problem !== undefined) {
        const sources = request.text === undefined ? [] : [{ text: request.text }];
        const problems = request.problem === undefined ? [] : [request.problem];
        openAddWith(app, app.intake.take(sources, problems));
      } else if (workspace.dialog === undefined) workspace.openAdd();
      return;
    case 'found':
      app.toasts.offer(foundWords(request), {
        label: m.toasts.look,
        run: () => {
          openAddWith(app, app.intake.take([{ text: request.ids.join('\n') }]));
          return Promise.resolve();
        },
      });
      return;
    case 'settings':
      if (workspace.dialog?.kind !== 'settings') workspace.openSettings();
      return;
    case 'inbox':
      if (workspace.dialog === undefined) workspace.openInbox();
      return;
    case 'diagnostics-copied':
      app.toasts.inform(m.toasts.diagnosticsCopied);
      return;
    case 'at-risk':
      trash.hide();
      library.search = '';
      library.filter = 'at-risk';
      return;
    case 'close':
      workspace.leaving = request.place;
      return;
    case 'hidden':
      void app.api.call('keepView', { view: viewOf(app), isBusy: isBusy(app) });
      return;
  }
}

function foundWords({ source, ids }: Extract<WindowRequest, { kind: 'found' }>): string {
  return source === 'clipboard'
    ? m.toasts.idsCopied(ids.length)
    : m.toasts.foundInFolder(ids.length);
}

/** Shows what was pasted, dropped or handed over, or keeps it until it can be shown. */
export function openAddWith({ workspace, toasts, intake }: AppState, taken: Promise<void>): void {
  void taken; // never rejects
  const offer = () => {
    if (intake.text.trim() === '') return;
    toasts.offer(m.toasts.stillHere, {
      label: m.toasts.addNow,
      run: () => Promise.resolve(void workspace.openAdd()),
    });
  };
  const { dialog } = workspace;
  if (dialog !== undefined && dialog.kind !== 'add') void taken.then(offer);
  else if (!workspace.openAdd()) workspace.onceChosen(offer);
}
