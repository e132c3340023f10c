import { afterEach, expect, test, vi } from 'vitest';
import type { Bridge } from '../../../electron/shared/contract/contract.ts';
import { connect } from '../../../renderer/api.ts';

function aBridge(invoke: Bridge['invoke']) {
  const listeners = new Set<(name: string, value: unknown) => void>();
  const bridge: Bridge = {
    invoke,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const emit = (name: string, value: unknown) => {
    for (const listener of listeners) listener(name, value);
  };
  return { bridge, listeners, emit };
}

afterEach(() => {
  vi.useRealTimers();
});

test('a call goes out under its name with its input', async () => {
  const sent: unknown[] = [];
  const { bridge } = aBridge((name, input) => {
    sent.push([name, input]);
    return Promise.resolve([]);
  });
  expect(await connect(bridge).call('find', { text: 'x' })).toEqual([]);
  expect(sent).toEqual([['find', { text: 'x' }]]);
});

test('a call that is never answered fails instead of waiting for ever', async () => {
  vi.useFakeTimers();
  const { bridge } = aBridge(() => new Promise(() => undefined));
  const answer = expect(connect(bridge).call('snapshot')).rejects.toThrow('did not answer');
  await vi.advanceTimersByTimeAsync(300_000);
  await answer;
});

test('a listener hears its own event only, until it stops', () => {
  const { bridge, listeners, emit } = aBridge(() => Promise.resolve());
  const heard: unknown[] = [];
  const stop = connect(bridge).on('request', (value) => heard.push(value));
  emit('patch', { revision: 1 });
  emit('request', { kind: 'settings' });
  expect(heard).toEqual([{ kind: 'settings' }]);
  stop();
  expect(listeners.size).toBe(0);
});
