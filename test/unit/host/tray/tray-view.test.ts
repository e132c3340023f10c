import { expect, test } from 'vitest';
import { type TrayFacts, trayView } from '../../../../electron/host/tray/tray-view.ts';

const none = { downloading: 0, waiting: 0, generating: 0, stalled: 0, paused: 0 };
const nowMs = Date.UTC(2026, 10, 20);
const hourMs = 3_600_000;
const facts = (change: Partial<TrayFacts> = {}): TrayFacts => ({
  ...{ counts: none, needsUser: false, nowMs },
  ...change,
});

test('with nothing to watch there is no number, and no line about a deadline', () => {
  expect(trayView(facts())).toEqual({
    state: 'normal',
    badge: '',
    tooltip: 'Reelkeep: no video is on its way',
    lines: ['No video is on its way'],
    canPause: false,
    canResume: false,
  });
});

test('says what is going on, and the next link that expires', () => {
  const view = trayView(
    facts({
      counts: { ...none, downloading: 2, waiting: 12 },
      nearest: { title: 'A red car', deadlineMs: nowMs + 5.9 * hourMs },
    }),
  );
  expect(view.badge).toBe('9+');
  expect(view.tooltip).toBe('Reelkeep: 2 downloading, 12 waiting');
  expect(view.lines).toEqual(['2 downloading, 12 waiting', 'Next link expires in 5 h: A red car']);
  expect([view.canPause, view.canResume]).toEqual([true, false]);
});

test.each([
  [1, '1'],
  [9, '9'],
  [10, '9+'],
  [100_000, '9+'],
])('%i videos that can be lost are the number %s', (waiting, badge) => {
  expect(trayView(facts({ counts: { ...none, waiting } })).badge).toBe(badge);
});

test('all paused looks paused; with one that moves it does not', () => {
  expect(trayView(facts({ counts: { ...none, paused: 2 } })).state).toBe('paused');
  const mixed = trayView(facts({ counts: { ...none, paused: 2, generating: 1 } }));
  expect([mixed.state, mixed.canPause, mixed.canResume]).toEqual(['normal', true, true]);
});

test('what waits for the user comes before everything else', () => {
  const view = trayView(facts({ counts: { ...none, paused: 1 }, needsUser: true }));
  expect(view.state).toBe('attention');
  expect(view.lines[0]).toContain('needs you');
  expect(view.tooltip).toContain('needs you');
});

test.each([
  [-1, 'A link may have expired: A red car'],
  [0, 'A link may have expired: A red car'],
  [59_000, 'Next link expires in under 1 min: A red car'],
  [3_599_000, 'Next link expires in 59 min: A red car'],
  [47.9 * hourMs, 'Next link expires in 47 h: A red car'],
  [13.9 * 24 * hourMs, 'Next link expires in 13 days: A red car'],
])('a deadline in %i ms promises no more time than there is', (leftMs, line) => {
  const nearest = { title: 'A red car', deadlineMs: nowMs + leftMs };
  expect(trayView(facts({ counts: { ...none, waiting: 1 }, nearest })).lines[1]).toBe(line);
});

test.each([
  ['line\nbreaks\r\nand\ttabs', 'line breaks and tabs'],
  ['\u202egnp.exe\u202c right to left', 'gnp.exe right to left'],
  ['zero\u200bwidth\ufeff', 'zero width'],
  ['a\u2028b\u2029c', 'a b c'],
  ['x'.repeat(5_000_000), `${'x'.repeat(39)}…`],
  ['👩‍🎤'.repeat(100), undefined],
  ['  ', ''],
])('a title like %j stays one short line', (title, shown) => {
  const nearest = { title, deadlineMs: nowMs + hourMs };
  const line = trayView(facts({ counts: { ...none, waiting: 1 }, nearest })).lines[1] ?? '';
  const name = line.replace('Next link expires in 1 h: ', '');
  expect(Array.from(name).length).toBeLessThanOrEqual(40);
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\ud800-\udbff](?![\udc00-\udfff])/u);
  if (shown !== undefined) expect(name).toBe(shown);
});
