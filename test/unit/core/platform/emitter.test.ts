import { expect, test } from 'vitest';
import { Emitter } from '../../../../electron/core/platform/emitter.ts';

test('listeners are told in their order, as long as they listen', () => {
  const told: string[] = [];
  const emitter = new Emitter<number>();
  emitter.fire(0);
  const stop = emitter.event((value) => told.push(`a${String(value)}`));
  emitter.event((value) => told.push(`b${String(value)}`));
  emitter.fire(1);
  stop();
  stop();
  emitter.fire(2);
  expect(told).toEqual(['a1', 'b1', 'b2']);
});

test('the same function may listen twice, and each is removed by itself', () => {
  let count = 0;
  const emitter = new Emitter();
  const listen = () => {
    count += 1;
  };
  const stop = emitter.event(listen);
  emitter.event(listen);
  emitter.fire();
  expect(count).toBe(2);
  stop();
  emitter.fire();
  expect(count).toBe(3);
});

test('one that comes or goes while it is told changes nothing for the others', () => {
  const told: string[] = [];
  const emitter = new Emitter();
  const stop = emitter.event(() => {
    told.push('once');
    stop();
    emitter.event(() => told.push('late'));
  });
  emitter.event(() => told.push('other'));
  emitter.fire();
  expect(told).toEqual(['once', 'other']);
  emitter.fire();
  expect(told).toEqual(['once', 'other', 'other', 'late']);
});
