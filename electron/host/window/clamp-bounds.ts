/** A rectangle in device-independent pixels, as Electron's `Rectangle`. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window is when it is neither maximised nor in full screen, and which of them it is. */
export interface WindowPlace extends Bounds {
  readonly isMaximized?: boolean | undefined;
  readonly isFullScreen?: boolean | undefined;
}

/** The smallest window that everything fits into. */
export const smallestSize = { width: 900, height: 600 };

/** How much of the window must be on a display, so that it can be seen and dragged. */
const graspablePx = 80;

function overlap(a: Bounds, b: Bounds): { readonly width: number; readonly height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** How much of a window an area shows, in square pixels; 0 where that is too little to be seen and dragged. */
function shownIn(area: Bounds, window: Bounds): number {
  const { width, height } = overlap(window, area);
  return width >= graspablePx && height >= graspablePx ? width * height : 0;
}

/**
 * Moves remembered bounds onto the display that shows the most of them.
 * @param workAreas of all displays that are there now, the primary one first
 * @returns `undefined` when no display shows enough of the window: it belongs where a new one goes
 */
export function clampBounds(saved: Bounds, workAreas: readonly Bounds[]): Bounds | undefined {
  const isWhole = [saved.x, saved.y, saved.width, saved.height].every(Number.isFinite);
  const shown = workAreas.map((each) => shownIn(each, saved));
  const most = Math.max(0, ...shown);
  const area = most === 0 ? undefined : workAreas[shown.indexOf(most)];
  if (!isWhole || area === undefined) return undefined;
  const width = between(saved.width, smallestSize.width, Math.max(area.width, smallestSize.width));
  const height = between(
    saved.height,
    smallestSize.height,
    Math.max(area.height, smallestSize.height),
  );
  return {
    x: Math.round(between(saved.x, area.x, Math.max(area.x, area.x + area.width - width))),
    y: Math.round(between(saved.y, area.y, Math.max(area.y, area.y + area.height - height))),
    width: Math.round(width),
    height: Math.round(height),
  };
}
