import { expect, test } from 'vitest';
import { WindowRequests } from '../../../../electron/host/page/window-requests.ts';
import type { WindowRequest } from '../../../../electron/shared/contract/window-request.ts';

function aWindow() {
  const seen = { sent: [] as unknown[], shown: 0, gone: (): void => undefined };
  const requests = new WindowRequests({
    show: () => (seen.shown += 1),
    send: (_name, value) => seen.sent.push(value),
    onPageGone: (hear) => void (seen.gone = hear),
  });
  return { requests, seen };
}

const add: WindowRequest = { kind: 'add', text: 'an id' };

test('before the page is there, requests wait in their order and are told once', () => {
  const { requests, seen } = aWindow();
  requests.open(add);
  requests.open({ kind: 'settings' });
  expect([seen.sent, seen.shown]).toEqual([[], 2]);
  expect(requests.take()).toEqual([add, { kind: 'settings' }]);
  expect(requests.take()).toEqual([]);
});

test('a page that is there is told at once', () => {
  const { requests, seen } = aWindow();
  requests.take();
  requests.open(add);
  expect(seen.sent).toEqual([add]);
  expect(requests.take()).toEqual([]);
});

test('after the page is gone, the next one is told: nothing is sent to nobody', () => {
  const { requests, seen } = aWindow();
  requests.take();
  seen.gone();
  requests.open(add);
  expect(seen.sent).toEqual([]);
  expect(requests.take()).toEqual([add]);
});

test('a page that never comes does not fill the memory', () => {
  const { requests } = aWindow();
  for (let count = 0; count < 1_000; count += 1) requests.open(add);
  expect(requests.take().length).toBeLessThanOrEqual(20);
});
