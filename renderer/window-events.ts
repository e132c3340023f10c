import type { AppState } from './state/app.ts';

// As much as one "find" takes.
const mostText = 5_000_000;

/** Listens to everything that concerns the whole window, until the returned function is called. */
export function listenToWindow(app: AppState): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const stopClock = app.clock.start();
  const stopHearing = hearMainProcess(app);
  document.addEventListener(
    'paste',
    (event) => {
      onPaste(app, event);
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      onKey(app, event);
    },
    { signal },
  );
  document.addEventListener(
    'dragover',
    (event) => {
      event.preventDefault();
    },
    { signal },
  );
  document.addEventListener('drop', (event) => void onDrop(app, event), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      app.clock.tick();
    },
    { signal },
  );
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
      workspace.selectedId = taskId;
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
  const dropped = event.dataTransfer;
  if (dropped === null) return;
  const files = await Promise.all([...dropped.files].map((file) => file.slice(0, mostText).text()));
  const text = files.length > 0 ? files.join('\n') : dropped.getData('text/plain');
  if (text.trim() !== '') offer(app, text);
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
