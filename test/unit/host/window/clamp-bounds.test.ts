import { describe, expect, test } from 'vitest';
import { clampBounds } from '../../../../electron/host/window/clamp-bounds.ts';

const primary = { x: 0, y: 24, width: 1440, height: 876 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('clampBounds', () => {
  test('bounds that are wholly on a display stay as they are', () => {
    const saved = { x: 1500, y: 100, width: 1280, height: 800 };
    expect(clampBounds(saved, [primary, second])).toEqual(saved);
  });

  test('a window on a display that is gone goes where a new one would', () => {
    expect(clampBounds({ x: 1500, y: 100, width: 1280, height: 800 }, [primary])).toBeUndefined();
  });

  test('a window that hangs over the edge is moved in', () => {
    expect(clampBounds({ x: 1000, y: -300, width: 1000, height: 700 }, [primary])).toEqual({
      x: 440,
      y: 24,
      width: 1000,
      height: 700,
    });
  });

  test('a window larger than the display is made to fit', () => {
    expect(clampBounds({ x: 0, y: 0, width: 3000, height: 2000 }, [primary])).toEqual(primary);
  });

  test('a window is never smaller than the layout needs', () => {
    expect(clampBounds({ x: 10, y: 30, width: 100, height: 100 }, [primary])).toMatchObject({
      width: 900,
      height: 600,
    });
  });

  test('a strip too thin to grasp counts as not visible', () => {
    expect(clampBounds({ x: 1400, y: 30, width: 900, height: 600 }, [primary])).toBeUndefined();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no coordinate', (x) => {
    expect(clampBounds({ x, y: 30, width: 900, height: 600 }, [primary])).toBeUndefined();
  });
});

test.each([
  ['mostly on the second', { x: 1800, y: 100, width: 1000, height: 700 }, { x: 1920, y: 100 }],
  ['mostly on the first', { x: 1200, y: 100, width: 1000, height: 700 }, { x: 920, y: 100 }],
])('of two displays side by side a window that was %s stays there', (_name, saved, place) => {
  const two = [
    { x: 0, y: 0, width: 1920, height: 1080 },
    { x: 1920, y: 0, width: 1920, height: 1080 },
  ];
  expect(clampBounds(saved, two)).toEqual({ ...saved, ...place });
});
