import { powerMonitor, powerSaveBlocker } from 'electron';
import type { MonotonicClock } from '../../core/platform/clock.ts';
import { SleepBlock, type WakeLock } from './sleep-block.ts';

/**
 * Tells when the computer goes to sleep and wakes. To be called once the app is ready.
 * @see https://www.electronjs.org/docs/latest/api/power-monitor
 */
export function watchPower({
  onSuspend,
  onResume,
}: {
  readonly onSuspend: () => void;
  readonly onResume: () => void;
}): { dispose(): void } {
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  return {
    dispose: () => {
      powerMonitor.off('suspend', onSuspend);
      powerMonitor.off('resume', onResume);
    },
  };
}

/**
 * Keeps the computer from falling asleep, only while asked to; the display may.
 * @see https://www.electronjs.org/docs/latest/api/power-save-blocker
 */
class ElectronWakeLock implements WakeLock {
  #blockerId: number | undefined;

  /** Switches it on or off; twice the same does nothing. */
  readonly keepAwake = (isOn: boolean): void => {
    if (isOn) {
      this.#blockerId ??= powerSaveBlocker.start('prevent-app-suspension');
    } else if (this.#blockerId !== undefined) {
      powerSaveBlocker.stop(this.#blockerId);
      this.#blockerId = undefined;
    }
  };
}

/** Makes what keeps this computer awake while bytes come in. */
export function openSleepBlock(clock: MonotonicClock): SleepBlock {
  return new SleepBlock(new ElectronWakeLock(), clock);
}
