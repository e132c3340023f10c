import { beforeEach, describe, expect, test } from 'vitest';
import { fail, succeed } from '../../../../electron/shared/outcome.ts';
import { aFeed, host, UpdateWorld } from './updater-world.ts';

const hourMs = 3_600_000;
let world: UpdateWorld;
beforeEach(() => {
  world = new UpdateWorld();
});

describe('looking', () => {
  test('it looks by itself minutes after the start and once a day, and tells of a version once', async () => {
    const updater = world.run();
    await updater.start();
    expect(world.asked).toEqual([]);
    await world.clock.advance(11 * 60_000);
    expect(world.asked).toEqual(['stable']);
    expect(updater.view()).toMatchObject({ phase: { kind: 'offered' }, isLooking: false });
    await world.clock.advance(48 * hourMs);
    expect(world.asked).toEqual(['stable', 'stable', 'stable']);
    expect(world.told).toEqual(['Reelkeep 0.2.0 is out']);
  });

  test.each([
    ['it is switched off', () => (world.settings = { ...world.settings, looksForUpdates: false })],
    ['it has no key', () => (world.keys = [])],
    [
      'it runs from its sources',
      () => (world.installation = { ...world.installation, isPackaged: false }),
    ],
    [
      'a store brings it',
      () => (world.installation = { ...world.installation, env: { SNAP: '/x' } }),
    ],
    [
      'a distribution brings it',
      () => (world.installation = { ...world.installation, packageType: 'pacman' }),
    ],
  ])('where %s, nothing is ever asked by itself', async (_, arrange) => {
    arrange();
    await world.run().start();
    await world.clock.advance(96 * hourMs);
    expect(world.asked).toEqual([]);
    expect(world.told).toEqual([]);
  });

  test('of a store’s copy nothing is asked even if somebody wishes it', async () => {
    world.installation = { ...world.installation, env: { FLATPAK_ID: 'x' } };
    const updater = world.run();
    await updater.look(true);
    expect(world.asked).toEqual([]);
    expect(updater.view().updater).toBe('other');
  });

  test('without a key a wish to look is answered in words, and nobody is asked', async () => {
    world.keys = [];
    const updater = world.run();
    await updater.look(true);
    expect(world.asked).toEqual([]);
    expect(updater.view().problem).toEqual({ code: 'no-key' });
  });

  test('a look that failed is made again within two hours, and the next one clears its words', async () => {
    world.feed = fail({ code: 'unreachable', host, detail: 'ENETUNREACH' });
    const updater = world.run();
    await updater.start();
    await world.clock.advance(11 * 60_000);
    expect(updater.view().problem?.code).toBe('unreachable');
    world.feed = succeed(aFeed('0.1.0'));
    await world.clock.advance(2 * hourMs);
    expect(updater.view()).toMatchObject({ phase: { kind: 'newest' } });
    expect(updater.view().problem).toBeUndefined();
    expect(world.told).toEqual([]);
  });

  test('an old feed that comes again is refused, also after a restart, and takes no offer away', async () => {
    world.feed = succeed(aFeed('0.3.0', { signedAt: '2026-11-21T10:00:00.000Z' }));
    await world.run().look(true);
    const updater = world.run();
    await updater.start();
    world.feed = succeed(aFeed('0.2.0'));
    await updater.look(true);
    expect(updater.view()).toMatchObject({
      phase: { kind: 'offered', release: { version: '0.3.0' } },
      problem: { code: 'replayed', version: '0.2.0' },
    });
  });

  test('a feed that was signed in the future keeps no later one away', async () => {
    world.feed = succeed(aFeed('0.2.0', { signedAt: '2036-01-01T00:00:00.000Z' }));
    const updater = world.run();
    await updater.look(true);
    world.feed = succeed(aFeed('0.2.1', { signedAt: '2026-11-23T10:00:00.000Z' }));
    await updater.look(true);
    expect(updater.view()).toMatchObject({ phase: { release: { version: '0.2.1' } } });
  });

  test('nor does a clock that was set back let an older one in', async () => {
    const updater = world.run();
    await updater.look(true);
    world.clock.jumpTo(world.clock.now() - 400 * 24 * hourMs);
    await updater.look(true);
    world.feed = succeed(aFeed('0.2.0', { signedAt: '2026-11-19T10:00:00.000Z' }));
    await updater.look(true);
    expect(updater.view().problem?.code).toBe('replayed');
  });

  test('a version for some is offered by itself to these only, and to all who ask', async () => {
    world.random = 0.5;
    world.feed = succeed(aFeed('0.2.0', { rolloutPercent: 50 }));
    const updater = world.run();
    await updater.start();
    await world.clock.advance(24 * hourMs);
    expect(updater.view().phase.kind).toBe('newest');
    expect(world.told).toEqual([]);
    await updater.look(true);
    expect(updater.view().phase.kind).toBe('offered');
  });

  test('another channel is another question, and what was offered before is forgotten', async () => {
    const updater = world.run();
    await updater.start();
    await updater.look(true);
    world.settings = { ...world.settings, updateChannel: 'beta' };
    updater.settingsChanged();
    expect(updater.view().phase.kind).toBe('none');
    world.feed = succeed(aFeed('0.3.0-beta.1'));
    await updater.look(true);
    expect(world.asked).toEqual(['stable', 'beta']);
    expect(updater.view()).toMatchObject({ phase: { release: { version: '0.3.0-beta.1' } } });
  });

  test('nothing is kept but what is needed', async () => {
    await world.run().look(true);
    const kept = JSON.parse(world.store.documents.get('update') ?? '{}') as object;
    expect(Object.keys(kept).sort()).toEqual([
      'bucket',
      'feed',
      'lookedAtMs',
      'seen',
      'toldVersion',
      'version',
    ]);
  });
});

describe('a feed that is shown for ever', () => {
  const dayMs = 24 * hourMs;
  const title = "Reelkeep can't tell whether it is up to date";

  test('is told once when another should have come, is believed all the same, and the next one ends that', async () => {
    const updater = world.run();
    await updater.start();
    await world.clock.advance(57 * dayMs);
    expect(updater.view().stale).toBeUndefined();
    await world.clock.advance(10 * dayMs);
    const signedAtMs = Date.parse('2026-11-20T10:00:00.000Z');
    expect(updater.view()).toMatchObject({
      phase: { kind: 'offered' },
      stale: { kind: 'not-renewed', sinceMs: signedAtMs },
    });
    expect(world.told).toEqual(['Reelkeep 0.2.0 is out', title]);
    const dates = { signedAt: '2027-01-20T10:00:00.000Z', expiresAt: '2027-03-20T10:00:00.000Z' };
    world.feed = succeed(aFeed('0.2.0', dates));
    await updater.look(true);
    expect(updater.view().stale).toBeUndefined();
  });

  test('is not told by a computer that was off meanwhile, before it has looked', async () => {
    await world.run().look(true);
    await world.clock.advance(100 * dayMs);
    const updater = world.run();
    await updater.start();
    expect(updater.view().stale).toBeUndefined();
    await world.clock.advance(11 * 60_000);
    expect(updater.view().stale?.kind).toBe('not-renewed');
  });

  test('or kept away for a month is told once, and one that comes ends that', async () => {
    const sinceMs = world.clock.now();
    world.feed = fail({ code: 'unreachable', host, detail: 'ECONNRESET' });
    const updater = world.run();
    await updater.look(true);
    await updater.start();
    await world.clock.advance(29 * dayMs);
    expect(updater.view().stale).toBeUndefined();
    await world.clock.advance(3 * dayMs);
    expect(updater.view().stale).toEqual({ kind: 'unheard', sinceMs });
    expect(world.told).toEqual([title]);
    world.feed = succeed(aFeed('0.1.0'));
    await updater.look(true);
    expect(updater.view().stale).toBeUndefined();
  });
});
