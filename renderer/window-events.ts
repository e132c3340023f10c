import { commandKey, isAccelerator } from '../electron/shared/actions.ts';
import { answerRequest, openAddWith } from './requests.ts';
import type { AppState } from './state/app.ts';
import { maxShownLength } from './state/add/intake.svelte.ts';

/** Listens to everything that concerns the whole window, until the returned function is called. */
export function listenToWindow(app: AppState): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const stopClock = app.clock.start();
  const stopHearing = app.api.on('request', (request) => {
    answerRequest(app, request);
  });
  const listen = <K extends keyof DocumentEventMap>(
    name: K,
    listener: (event: DocumentEventMap[K]) => void,
  ) => {
    document.addEventListener(name, listener, { signal });
  };
  listen('paste', (event) => {
    onPaste(app, event);
  });
  listen('keydown', (event) => {
    onKey(app, event);
  });
  listen('dragover', (event) => {
    event.preventDefault();
    app.workspace.dropping = takesDrop(app);
  });
  listen('dragleave', (event) => {
    // Without a target the pointer has left the window; with one it only crossed an element.
    if (event.relatedTarget === null) app.workspace.dropping = false;
  });
  listen('drop', (event) => {
    onDrop(app, event);
  });
  listen('visibilitychange', () => {
    app.clock.tick();
  });
  // A hint, for words only: what really fails says so itself.
  const seeNetwork = () => {
    app.backend.setOffline(!navigator.onLine);
  };
  seeNetwork();
  for (const name of ['online', 'offline']) window.addEventListener(name, seeNetwork, { signal });
  // The last resort: unhandled rejections are shown too.
  window.addEventListener(
    'unhandledrejection',
    (event) => {
      app.toasts.failUnexpectedly(event.reason);
    },
    { signal },
  );
  return () => {
    stop.abort();
    stopClock();
    stopHearing();
  };
}

function onKey(app: AppState, event: KeyboardEvent): void {
  const key = commandKey(event);
  if (isAccelerator(event, 'add')) {
    event.preventDefault();
    if (app.workspace.dialog === undefined) app.workspace.openAdd();
  } else if (isAccelerator(event, 'settings')) {
    event.preventDefault();
    if (app.workspace.dialog === undefined) app.workspace.openSettings();
  } else if (key === 'f') {
    event.preventDefault();
    document.querySelector<HTMLInputElement>('main input[type=search]')?.select();
  } else if (key === 'z') {
    if (isTextField(event.target)) return; // it has an undo of its own
    if (app.toasts.act()) event.preventDefault();
  } else if (key === 'a') {
    if (app.workspace.dialog !== undefined || isTextField(event.target)) return;
    if (document.querySelector('dialog[open]') !== null) return; // one that the workspace does not know
    event.preventDefault(); // else the text of the page would be selected
    if (app.trash.open) app.trash.selectAll();
    else app.library.selection.all(app.library.visible);
  }
}

function onPaste(app: AppState, event: ClipboardEvent): void {
  const { dialog } = app.workspace;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const isOwnField = event.target instanceof HTMLTextAreaElement && dialog?.kind === 'add';
  // A field takes what is pasted into it; only what it would choke on is taken from it.
  const isTooLong = isOwnField && text.length > maxShownLength;
  if (!isTooLong && (dialog !== undefined || isTextField(event.target))) return;
  if (text.trim() === '') return;
  event.preventDefault();
  openAddWith(app, app.intake.take([{ text }]));
}

function onDrop(app: AppState, event: DragEvent): void {
  // A dropped file must never replace the page.
  event.preventDefault();
  app.workspace.dropping = false;
  const dropped = event.dataTransfer;
  if (dropped === null || !takesDrop(app)) return;
  const files = [...dropped.files];
  const text = dropped.getData('text/plain');
  if (files.length === 0 && text.trim() === '') return;
  const { intake } = app;
  openAddWith(app, files.length > 0 ? intake.takeFiles(files) : intake.take([{ text }]));
}

/** A dialog about something else is not pushed aside. */
function takesDrop({ workspace }: AppState): boolean {
  return workspace.dialog === undefined || workspace.dialog.kind === 'add';
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
