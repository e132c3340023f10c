import { expect, test } from 'vitest';
import {
  actionArgument,
  actionIds,
  actionOf,
  actions,
  actionsAt,
  commandKey,
  isAccelerator,
  type KeyPress,
} from '../../../electron/shared/actions.ts';
import { en } from '../../../electron/shared/messages/en/catalogue.ts';
import { ru } from '../../../electron/shared/messages/ru/catalogue.ts';
import { zhCn } from '../../../electron/shared/messages/zh-CN/catalogue.ts';

const press = (
  key: string,
  code: string,
  held: Partial<KeyPress> = { ctrlKey: true },
): KeyPress => ({
  ...{ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...{ key, code },
  ...held,
});

test('each action stands under its own id, and no two have one key', () => {
  for (const id of actionIds) expect(actions[id].id).toBe(id);
  const keys = actionIds.flatMap((id) => actions[id].accelerator ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([en, ru, zhCn])('every place has actions, and none twice', ({ actions: labelOf }) => {
  for (const place of ['menu', 'tray', 'launcher', 'cli'] as const) {
    const labels = actionsAt(place).map(({ id }) => labelOf[id]);
    expect(labels.length).toBeGreaterThan(2);
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test.each<[string, KeyPress, string | undefined]>([
  ['a Latin layout', press('n', 'KeyN'), 'n'],
  ['caps lock', press('N', 'KeyN'), 'n'],
  ['a Russian layout', press('т', 'KeyN'), 'n'],
  ['a Greek layout', press('φ', 'KeyF'), 'f'],
  ['a Russian layout’s comma key', press('б', 'Comma'), ','],
  ['French letters lie where their keys say', press('a', 'KeyQ'), 'a'],
  ['Dvorak too', press('b', 'KeyN'), 'b'],
  ['the Mac’s key', press('n', 'KeyN', { metaKey: true }), 'n'],
  ['AltGr', press('n', 'KeyN', { ctrlKey: true, altKey: true }), undefined],
  ['Shift', press('N', 'KeyN', { ctrlKey: true, shiftKey: true }), undefined],
  ['no Ctrl', press('n', 'KeyN', {}), undefined],
  ['a key that is being composed', press('Process', ''), undefined],
  ['a dead key', press('Dead', 'BracketLeft'), undefined],
  ['Ctrl alone', press('Control', 'ControlLeft'), undefined],
])('the character of %s', (_title, pressed, key) => {
  expect(commandKey(pressed)).toBe(key);
});

test('an accelerator is known on any layout', () => {
  expect(isAccelerator(press('т', 'KeyN'), 'add')).toBe(true);
  expect(isAccelerator(press('б', 'Comma'), 'settings')).toBe(true);
  expect(isAccelerator(press('m', 'KeyM'), 'add')).toBe(false);
  expect(isAccelerator(press('n', 'KeyN'), 'check')).toBe(false);
});

test.each<[readonly string[], string | undefined]>([
  [[], undefined],
  [['/usr/bin/reelkeep', '--action=add'], 'add'],
  [['--hidden', '--action=check', '--action=quit'], 'check'],
  [['--action=toString'], undefined],
  [['--action=__proto__'], undefined],
  [['--action='], undefined],
  [['--action=ADD'], undefined],
  [['action=add'], undefined],
])('the command line %j asks for %s', (argv, id) => {
  expect(actionOf(argv)).toBe(id);
});

test('what a launcher hands over is read again', () => {
  for (const { id, places } of actionsAt('launcher')) {
    expect(places.includes('cli')).toBe(true);
    expect(actionOf([actionArgument(id)])).toBe(id);
  }
});
