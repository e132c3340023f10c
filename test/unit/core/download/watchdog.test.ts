import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  abortableDelay,
  Watchdog,
  watchedChunks,
  withHead,
} from '../../../../electron/core/download/watchdog.ts';
import { ManualClock } from '../../../fake/clock.ts';

async function* chunksOf(...chunks: Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const collected: Buffer[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return collected;
}

describe('the head of a body', () => {
  test('is whole in the first chunk, however the network cuts it', async () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat({ max: 30 }), async (body, headBytes) => {
        const sent = body.map((chunk) => Buffer.from(chunk));
        const got = await collect(withHead(chunksOf(...sent), headBytes));
        expect(Buffer.concat(got)).toEqual(Buffer.concat(sent));
        if (got.length > 1) expect(got[0]?.length).toBeGreaterThanOrEqual(headBytes);
        expect(got.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a watchdog', () => {
  test('ends a call that is silent for too long, and says why', async () => {
    const clock = new ManualClock();
    const watchdog = new Watchdog(clock, new AbortController().signal);
    const silent = new Promise((_resolve, reject) => {
      watchdog.signal.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
    const heard = watchdog.within(1000, silent);
    const refused = expect(heard).rejects.toThrow('aborted');
    await clock.advance(999);
    expect(watchdog.ended).toBeUndefined();
    await clock.advance(1);
    await refused;
    expect(watchdog.ended).toBe('stalled');
  });

  test('counts only the wait for the network, not what is done with the bytes', async () => {
    const clock = new ManualClock();
    const watchdog = new Watchdog(clock, new AbortController().signal);
    for await (const _chunk of watchedChunks(
      chunksOf(Buffer.of(1), Buffer.of(2)),
      watchdog,
      1000,
    )) {
      await clock.advance(5000); // a slow disk
    }
    expect(watchdog.ended).toBeUndefined();
    expect(clock.pending).toBe(0);
  });

  test('ends a call that the user stops, and lets go of the signal after', () => {
    const stop = new AbortController();
    const first = new Watchdog(new ManualClock(), stop.signal);
    const second = new Watchdog(new ManualClock(), stop.signal);
    second.dispose();
    stop.abort();
    expect([first.ended, second.ended]).toEqual(['stopped', undefined]);
    expect(first.signal.aborted).toBe(true);
    expect(new Watchdog(new ManualClock(), stop.signal).ended).toBe('stopped');
  });
});

describe('a pause', () => {
  test('ends with its time', async () => {
    const clock = new ManualClock();
    let isOver = false;
    const paused = abortableDelay(clock, 1000, new AbortController().signal).then(
      () => (isOver = true),
    );
    await clock.advance(999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    await paused;
  });

  test('ends at once when the user stops, and leaves no timer', async () => {
    const clock = new ManualClock();
    const stop = new AbortController();
    const paused = abortableDelay(clock, 1000, stop.signal);
    stop.abort();
    await paused;
    expect(clock.pending).toBe(0);
  });
});
