import { beforeEach, describe, expect, test } from 'vitest';
import type { Updater } from '../../../../electron/core/update/updater.ts';
import { fail, succeed } from '../../../../electron/shared/outcome.ts';
import { UpdateWorld } from './updater-world.ts';

let world: UpdateWorld;
beforeEach(() => {
  world = new UpdateWorld();
});

/** A run with its version fetched. */
async function withFetched(): Promise<Updater> {
  const updater = world.run();
  await updater.start();
  await updater.look(true);
  await updater.fetch();
  expect(updater.view().phase.kind).toBe('fetched');
  world.done.length = 0;
  return updater;
}

describe('fetching', () => {
  test('a failure leaves the offer, with words; the next try may do', async () => {
    const updater = world.run();
    await updater.look(true);
    world.fetchEnds = fail({ code: 'wrong-hash' });
    await updater.fetch();
    expect(updater.view()).toMatchObject({
      phase: { kind: 'offered' },
      problem: { code: 'wrong-hash' },
    });
    world.fetchEnds = succeed(undefined);
    await updater.fetch();
    expect(updater.view().phase.kind).toBe('fetched');
    expect(updater.view().problem).toBeUndefined();
  });

  test('in a video’s last hour the line is left to it', async () => {
    const updater = world.run();
    await updater.look(true);
    world.work = { moving: 1, deadlineAtMs: world.clock.now() + 60_000 };
    await updater.fetch();
    expect(world.done).not.toContain('fetch');
    expect(updater.view().problem?.code).toBe('deadline-near');
  });

  test('nothing is fetched that was not offered', async () => {
    const updater = world.run();
    await updater.fetch();
    await updater.install();
    await updater.restart();
    expect(world.done).toEqual([]);
  });

  test('what was fetched before a crash is there again, if it is proven still', async () => {
    await withFetched();
    const again = world.run();
    await again.start();
    expect(again.view().phase.kind).toBe('fetched');
    world.onDisk.clear();
    const later = world.run();
    await later.start();
    expect(later.view().phase.kind).toBe('offered');
  });

  test('a kept feed that somebody has changed offers nothing', async () => {
    await withFetched();
    const text = world.store.documents.get('update') ?? '';
    world.store.documents.set('update', text.replaceAll('0.2.0', '0.2.7'));
    const updater = world.run();
    await updater.start();
    expect(updater.view().phase.kind).toBe('none');
    expect(world.onDisk.size).toBe(0);
  });
});

describe('installing', () => {
  test('the list of videos is copied first; then it installs, and restarts', async () => {
    const updater = await withFetched();
    await updater.install();
    expect(world.done).toEqual(['back up', 'install', 'restart']);
    expect([...world.store.backups.keys()].join()).toMatch(/^before-update-0-2-0-\d+$/);
  });

  test.each([
    ['bytes move', { moving: 1 }, 'bytes-move'],
    [
      'a video expires within the hour',
      { moving: 0, deadlineAtMs: Date.UTC(2026, 10, 22, 10, 30) },
      'deadline-near',
    ],
  ])('while %s nothing is touched', async (_, work, code) => {
    const updater = await withFetched();
    world.work = work;
    await updater.install();
    expect(world.done).toEqual([]);
    expect(updater.view()).toMatchObject({ phase: { kind: 'fetched' }, problem: { code } });
    world.work = { moving: 0 };
    await updater.install();
    expect(world.done).toEqual(['back up', 'install', 'restart']);
  });

  test('a transfer that began meanwhile puts the restart off, until the user says so again', async () => {
    const updater = await withFetched();
    const installed = updater.install();
    world.work = { moving: 2 };
    await installed;
    expect(world.done).toEqual(['back up', 'install']);
    expect(updater.view()).toMatchObject({
      phase: { kind: 'installed' },
      problem: { code: 'bytes-move' },
    });
    world.work = { moving: 0 };
    await updater.restart();
    expect(world.done).toEqual(['back up', 'install', 'restart']);
  });

  test('without a copy of the list nothing is installed', async () => {
    const updater = await withFetched();
    world.store.backupRefusal = Object.assign(new Error('full'), { code: 'ENOSPC' });
    await updater.install();
    expect(world.done).toEqual(['back up']);
    expect(updater.view()).toMatchObject({
      phase: { kind: 'fetched' },
      problem: { code: 'no-backup', detail: 'ENOSPC' },
    });
  });

  test.each([
    ['declined', { code: 'declined' }, 'fetched'],
    ['the package manager failed', { code: 'not-installed', detail: 'E: broken' }, 'fetched'],
    ['the file was changed', { code: 'file-changed' }, 'offered'],
  ] as const)('%s: this version goes on, and it can be tried again', async (_, failure, kind) => {
    const updater = await withFetched();
    world.installEnds = fail(failure);
    await updater.install();
    expect(updater.view()).toMatchObject({ phase: { kind }, problem: failure });
    expect(world.done).not.toContain('restart');
    // No restart was asked for, so the next start has nothing to tell of one.
    await world.run().start();
    expect(world.told).toEqual([]);
  });

  test('where nobody asks for the password, file and command are shown; the restart waits for the new version', async () => {
    const updater = await withFetched();
    world.installEnds = succeed({
      kind: 'by-hand',
      path: '/x/a.deb',
      command: 'sudo apt install /x/a.deb',
    });
    world.installed = '0.1.0';
    await updater.install();
    expect(updater.view().phase).toMatchObject({ kind: 'by-hand', path: '/x/a.deb' });
    await updater.restart();
    expect(updater.view()).toMatchObject({
      phase: { kind: 'by-hand' },
      problem: { code: 'not-installed', detail: '0.1.0' },
    });
    world.installed = '0.2.0';
    await updater.restart();
    expect(world.done.at(-1)).toBe('restart');
  });
});

describe('after the restart', () => {
  test('that the new version runs is told once, and the old files go', async () => {
    const updater = await withFetched();
    await updater.install();
    const next = world.run('0.2.0');
    await next.start();
    expect(world.told).toEqual(['Reelkeep 0.2.0 is running']);
    expect(world.done).toContain('confirm');
    expect(world.onDisk.size).toBe(0);
    await world.run('0.2.0').start();
    expect(world.told).toEqual(['Reelkeep 0.2.0 is running']);
  });

  test('that the old one does still is told once too, and the file is there for another try', async () => {
    const updater = await withFetched();
    await updater.install();
    const again = world.run('0.1.0');
    await again.start();
    expect(world.told).toEqual(['Reelkeep 0.2.0 was not installed']);
    expect(again.view()).toMatchObject({
      phase: { kind: 'fetched' },
      problem: { code: 'old-runs', version: '0.2.0' },
    });
    await world.run('0.1.0').start();
    expect(world.told).toHaveLength(1);
  });

  test('a version that came another way is told of too; the first start tells nothing', async () => {
    await world.run('0.1.0').start();
    expect(world.told).toEqual([]);
    await world.run('0.2.0').start();
    expect(world.told).toEqual(['Reelkeep 0.2.0 is running']);
    await world.run('0.1.0').start(); // put back by hand
    expect(world.told).toHaveLength(1);
  });

  test('a disk that takes no more notes stops nothing', async () => {
    const updater = world.run();
    await updater.start();
    world.store.refusal = new Error('full');
    await updater.look(true);
    await updater.fetch();
    expect(updater.view().phase.kind).toBe('fetched');
  });

  test('what is new is read from the changelog that came with it', async () => {
    expect(await world.run().whatsNew()).toEqual([
      { version: '0.1.0', date: '2026-11-01', groups: [{ title: 'Added', items: ['It.'] }] },
    ]);
  });
});
