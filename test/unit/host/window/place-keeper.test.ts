import { expect, test } from 'vitest';
import { placeOf, type WindowFacts } from '../../../../electron/host/window/place-keeper.ts';

const normal = { x: 10, y: 20, width: 1200, height: 800 };

function facts(change: Partial<WindowFacts> = {}): WindowFacts {
  const usual = { isMaximized: false, isFullScreen: false, isMinimized: false, isVisible: true };
  return { normal, ...usual, ...change };
}

test.each([
  ['as it is', {}, { ...normal, isMaximized: false, isFullScreen: false }],
  ['maximised', { isMaximized: true }, { ...normal, isMaximized: true, isFullScreen: false }],
  ['in full screen', { isFullScreen: true }, { ...normal, isMaximized: false, isFullScreen: true }],
  ['minimised', { isMinimized: true }, undefined],
  ['minimised and maximised', { isMinimized: true, isMaximized: true }, undefined],
  ['hidden', { isVisible: false }, undefined],
])('a window that is %s', (_name, change, place) => {
  expect(placeOf(facts(change))).toEqual(place);
});
