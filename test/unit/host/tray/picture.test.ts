import { expect, test } from 'vitest';
import {
  drawOverlay,
  drawTemplateIcon,
  drawTrayIcon,
} from '../../../../electron/host/tray/picture.ts';

const badges = ['', '1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'];
const states = ['normal', 'attention', 'paused'] as const;

/** Alpha and colours of the pixel at a place, in parts of the side. */
function pixel(bitmap: Uint8Array, sizePx: number, [x, y]: readonly [number, number]) {
  const index = Math.floor(y * sizePx) * sizePx + Math.floor(x * sizePx);
  const [blue, green, red, alpha] = bitmap.subarray(index * 4, index * 4 + 4);
  return { blue, green, red, alpha };
}

test.each([16, 22, 32, 64])('at %i pixels every number and state looks different', (sizePx) => {
  const drawn = states.flatMap((state) =>
    badges.map((badge) => Buffer.from(drawTrayIcon(sizePx, { state, badge })).toString('base64')),
  );
  expect(new Set(drawn).size).toBe(drawn.length);
  for (const text of drawn) expect(Buffer.from(text, 'base64')).toHaveLength(sizePx * sizePx * 4);
});

test('no colour is more than its alpha, as a bitmap of multiplied colours must be', () => {
  for (const state of states) {
    const bitmap = drawTrayIcon(22, { state, badge: '9+' });
    for (let index = 0; index < bitmap.length; index += 4) {
      const [blue = 0, green = 0, red = 0, alpha = 0] = bitmap.subarray(index, index + 4);
      expect(Math.max(blue, green, red)).toBeLessThanOrEqual(alpha);
    }
  }
});

test('the corners are clear, and the badge is set off from the icon', () => {
  const bitmap = drawTrayIcon(64, { state: 'normal', badge: '3' });
  expect(pixel(bitmap, 64, [0, 0]).alpha).toBe(0);
  expect(pixel(bitmap, 64, [0.1, 0.5]).alpha).toBe(255);
});

test('a template is black and clear only', () => {
  const bitmap = drawTemplateIcon(36, 'paused');
  for (let index = 0; index < bitmap.length; index += 4) {
    expect([...bitmap.subarray(index, index + 3)]).toEqual([0, 0, 0]);
  }
});

test('a badge of unknown characters is drawn without them', () => {
  expect(() => drawOverlay(16, '??')).not.toThrow();
});
