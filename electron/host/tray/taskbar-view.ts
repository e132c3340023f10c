import type { TransferProgress } from '../../shared/task.ts';
import type { TrayView } from './tray-view.ts';

/** What the window's button in taskbar or dock shows. */
export interface TaskbarView {
  /** 0 to 1; -1 for none. */
  readonly fraction: number;
  readonly mode: 'normal' | 'paused' | 'error' | 'indeterminate';
}

/** Steps of a hundredth: a smaller one is not seen. */
function inHundredths(fraction: number): number {
  return Math.floor(Math.max(0, Math.min(1, fraction)) * 100) / 100;
}

/**
 * Decides what the taskbar shows: the bytes of all transfers that have said how many they are. Only Windows
 * draws the modes.
 */
export function taskbarView(
  transfers: readonly TransferProgress[],
  state: TrayView['state'],
): TaskbarView {
  if (transfers.length === 0) {
    // A full bar in the colour of the state, for nothing moves; with nothing wrong there is none.
    if (state === 'normal') return { fraction: -1, mode: 'normal' };
    return { fraction: 1, mode: state === 'attention' ? 'error' : 'paused' };
  }
  const known = transfers.filter(({ totalBytes }) => (totalBytes ?? 0) > 0);
  const total = known.reduce((sum, { totalBytes = 0 }) => sum + totalBytes, 0);
  const received = known.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
  if (total === 0) return { fraction: 2, mode: 'indeterminate' };
  return {
    fraction: inHundredths(received / total),
    mode: state === 'attention' ? 'error' : 'normal',
  };
}
