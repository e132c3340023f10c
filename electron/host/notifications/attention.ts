import { BrowserWindow } from 'electron';
import type { Attention } from '../../core/notice/outbox.ts';

/** Where the user looks, by the system's word. */
export class DesktopAttention implements Attention {
  /** Whether the system is told not to disturb; asked of whoever knows. macOS and Windows see to it themselves. */
  inhibited: () => boolean = () => false;

  isInFront(): boolean {
    const window = BrowserWindow.getFocusedWindow();
    return window !== null && window.isVisible() && !window.isMinimized();
  }

  isInhibited(): boolean {
    return this.inhibited();
  }
}
