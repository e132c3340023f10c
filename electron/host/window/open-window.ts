import { join } from 'node:path';
import type { Session } from 'electron';
import type { SettingsStore } from '../../core/settings/settings-store.ts';
import { systemClock as clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import { MainWindow } from './window.ts';

/** What the window is made with. */
export interface OpenWindowOptions {
  readonly pages: Session;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly onClose: () => void;
}

/** The window, which keeps its place in the settings. */
export function openWindow({ pages, log, settings, onClose }: OpenWindowOptions): MainWindow {
  return new MainWindow({
    preloadPath: join(import.meta.dirname, '../preload/preload.cjs'),
    // macOS and Windows take it from the program itself.
    ...(process.platform === 'linux' && {
      iconPath: join(import.meta.dirname, 'window-icon.png'),
    }),
    session: pages,
    loadPlace: () => settings.windowBounds(),
    savePlace: (place) => settings.setWindowBounds(place),
    onClose,
    clock,
    log,
  });
}
