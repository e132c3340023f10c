import type { BackgroundChoice } from '../../shared/settings/background.ts';

/** What is known when the user closes the window. */
export interface CloseSituation {
  readonly platform: NodeJS.Platform;
  readonly choice: BackgroundChoice;
  /** Whether an icon in the tray would be seen; macOS has its dock in any case. */
  readonly hasTray: boolean;
  /** Videos that are still on their way to the archive. */
  readonly onTheirWay: number;
}

/**
 * What closing the window does. `hide`: it goes, and Reelkeep stays in tray or dock. `minimise`: it stays in
 * the taskbar. `ask`: in the window. `quit`: as the menu's Quit.
 */
export type CloseDecision = 'hide' | 'minimise' | 'ask' | 'quit';

/** Decides what closing the window does. The window never goes where nothing would bring it back. */
export function closeDecision(situation: CloseSituation): CloseDecision {
  const { platform, choice, hasTray, onTheirWay } = situation;
  if (platform === 'darwin') return 'hide'; // there a window's end is never the app's
  if (choice === 'quit') return 'quit';
  if (choice === 'ask') return onTheirWay > 0 ? 'ask' : 'quit';
  if (hasTray) return 'hide';
  return onTheirWay > 0 ? 'minimise' : 'quit';
}
