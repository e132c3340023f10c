import type { Clock } from '../../core/platform/clock.ts';
import type { Disposable } from '../disposables.ts';

/** Between two looks, in milliseconds. The system tells the main process of no change. */
const betweenLooksMs = 5_000;

/** What is looked at. */
export interface NetworkReturnOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** Whether the system thinks that there is a network. */
  readonly isOnline: () => boolean;
  readonly onBack: () => void;
}

/** Tells when the computer has a network again. Nothing is told of its going, nor at the start. */
export function watchNetworkReturn({ clock, isOnline, onBack }: NetworkReturnOptions): Disposable {
  let wasOnline = isOnline();
  const look = () => {
    const before = wasOnline;
    wasOnline = isOnline();
    cancel = clock.after(betweenLooksMs, look);
    if (wasOnline && !before) onBack();
  };
  let cancel = clock.after(betweenLooksMs, look);
  return { dispose: () => cancel() };
}
