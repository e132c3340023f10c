import { isDeepStrictEqual } from 'node:util';
import type { BrowserWindow } from 'electron';
import type { Clock } from '../../core/platform/clock.ts';
import type { Bounds, WindowPlace } from './clamp-bounds.ts';

/** A window that has stayed so long where it is, is there to stay: each step of a drag is not written down. */
const restMs = 1_000;

/** What is known of a window right now. */
export interface WindowFacts {
  /** Where it is when it is neither maximised nor in full screen. */
  readonly normal: Bounds;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
  readonly isMinimized: boolean;
  readonly isVisible: boolean;
}

/**
 * The place of a window that is to be remembered; `undefined` where nothing is to be learned from it: a window
 * that is minimised or hidden has forgotten that it is maximised.
 */
export function placeOf(facts: WindowFacts): WindowPlace | undefined {
  const { normal, isMaximized, isFullScreen, isMinimized, isVisible } = facts;
  if (isMinimized || !isVisible) return undefined;
  const { x, y, width, height } = normal;
  return { x, y, width, height, isMaximized, isFullScreen };
}

function factsOf(window: BrowserWindow): WindowFacts {
  return {
    normal: window.getNormalBounds(),
    isMaximized: window.isMaximized(),
    isFullScreen: window.isFullScreen(),
    isMinimized: window.isMinimized(),
    isVisible: window.isVisible(),
  };
}

/** Remembers where the window is, soon after it was put there: a power cut tells nobody. */
export class PlaceKeeper {
  readonly #save: (place: WindowPlace) => void;
  readonly #clock: Clock;
  #kept: WindowPlace | undefined;
  #cancel: (() => void) | undefined;

  constructor(save: (place: WindowPlace) => void, clock: Clock) {
    this.#save = save;
    this.#clock = clock;
  }

  /** Follows a window until its end. */
  follow(window: BrowserWindow): void {
    const later = () => {
      this.#cancel?.();
      this.#cancel = this.#clock.after(restMs, () => {
        this.keep(window);
      });
    };
    window.on('move', later);
    window.on('resize', later);
    window.on('maximize', later);
    window.on('unmaximize', later);
    window.on('enter-full-screen', later);
    window.on('leave-full-screen', later);
    window.on('closed', () => this.#cancel?.());
  }

  /** Remembers it now, if it is not remembered yet. */
  keep(window: BrowserWindow): void {
    this.#cancel?.();
    if (window.isDestroyed()) return;
    const place = placeOf(factsOf(window));
    if (place === undefined || isDeepStrictEqual(place, this.#kept)) return;
    this.#kept = place;
    this.#save(place);
  }
}
