import { expect, test } from 'vitest';
import {
  closeDecision,
  type CloseSituation,
} from '../../../../electron/host/desktop/close-decision.ts';
import { backgroundChoices } from '../../../../electron/shared/settings/background.ts';

const linux: CloseSituation = { platform: 'linux', choice: 'ask', hasTray: true, onTheirWay: 3 };

test.each<[string, Partial<CloseSituation>, ReturnType<typeof closeDecision>]>([
  ['the first time, with videos on their way', {}, 'ask'],
  ['the first time, without a tray', { hasTray: false }, 'ask'],
  ['nothing is on its way, and nobody was asked', { onTheirWay: 0 }, 'quit'],
  ['the user keeps watching', { choice: 'keep' }, 'hide'],
  ['the user keeps watching, and nothing is on its way', { choice: 'keep', onTheirWay: 0 }, 'hide'],
  ['no tray would show it', { choice: 'keep', hasTray: false }, 'minimise'],
  ['no tray, and nothing to keep', { choice: 'keep', hasTray: false, onTheirWay: 0 }, 'quit'],
  ['the user wants X to quit', { choice: 'quit' }, 'quit'],
  ['Windows is asked too', { platform: 'win32' }, 'ask'],
  ['macOS never asks', { platform: 'darwin' }, 'hide'],
  ['macOS never quits by a window', { platform: 'darwin', choice: 'quit' }, 'hide'],
])('%s', (_title, change, decision) => {
  expect(closeDecision({ ...linux, ...change })).toBe(decision);
});

test('whatever else is so, the window never goes where no icon would bring it back', () => {
  for (const platform of ['linux', 'win32'] as const) {
    for (const choice of backgroundChoices) {
      for (const onTheirWay of [0, 1, 100_000]) {
        const situation = { platform, choice, onTheirWay, hasTray: false };
        expect(closeDecision(situation)).not.toBe('hide');
      }
    }
  }
});

test('nothing on its way is ever dropped without a word', () => {
  for (const choice of ['ask', 'keep'] as const) {
    for (const hasTray of [true, false]) {
      expect(closeDecision({ platform: 'linux', choice, onTheirWay: 1, hasTray })).not.toBe('quit');
    }
  }
});
