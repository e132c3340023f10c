import type { AppState } from './state/app.ts';

// As much as one "find" takes.
const mostText = 5_000_000;

/** Listens to everything that concerns the whole window, until the returned function is called. */
export function listenToWindow(app: AppState): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const stopClock = app.clock.start();
  const stopHearing = hearMainProcess(app);
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
  listen('drop', (event) => void onDrop(app, event));
  listen('visibilitychange', () => {
    app.clock.tick();
  });
  // The last resort: a rejection that nobody caught is still said.
  window.addEventListener(
    'unhandledrejection',
    (event) => {
      app.notices.failUnexpectedly(event.reason);
    },
    { signal },
  );
  return () => {
    stop.abort();
    stopClock();
    stopHearing();
  };
}

function hearMainProcess({ api, workspace, library }: AppState): () => void {
  const stops = [
    api.on('select', ({ taskId }) => {
      library.showAll();
      library.selection.only(taskId);
    }),
    api.on('openAdd', () => {
      workspace.openAdd();
    }),
    api.on('openSettings', () => {
      workspace.openSettings();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function onKey(app: AppState, event: KeyboardEvent): void {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (command && event.key.toLowerCase() === 'n') {
    event.preventDefault();
    if (app.workspace.dialog === undefined) app.workspace.openAdd();
  } else if (command && event.key.toLowerCase() === 'f') {
    event.preventDefault();
    document.querySelector<HTMLInputElement>('main input[type=search]')?.select();
  } else if (command && event.key === ',') {
    event.preventDefault();
    if (app.workspace.dialog === undefined) app.workspace.openSettings();
  } else if (command && event.key.toLowerCase() === 'a') {
    if (app.workspace.dialog !== undefined || isTextField(event.target)) return;
    event.preventDefault(); // else the text of the page would be selected
    app.library.selection.all(app.library.visible);
  }
}

function onPaste(app: AppState, event: ClipboardEvent): void {
  if (app.workspace.dialog !== undefined || isTextField(event.target)) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '') return;
  event.preventDefault();
  offer(app, text);
}

async function onDrop(app: AppState, event: DragEvent): Promise<void> {
  // A dropped file must never replace the page.
  event.preventDefault();
  app.workspace.dropping = false;
  const dropped = event.dataTransfer;
  if (dropped === null || !takesDrop(app)) return;
  const files = await Promise.all([...dropped.files].map((file) => file.slice(0, mostText).text()));
  const text = files.length > 0 ? files.join('\n') : dropped.getData('text/plain');
  if (text.trim() !== '') offer(app, text);
}

/** A dialog about something else is not pushed aside. */
function takesDrop({ workspace }: AppState): boolean {
  return workspace.dialog === undefined || workspace.dialog.kind === 'add';
}

function offer(app: AppState, text: string): void {
  app.intake.append(text.slice(0, mostText));
  app.workspace.openAdd();
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
