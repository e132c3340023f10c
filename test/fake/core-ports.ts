import { join } from 'node:path';
import type { CorePorts } from '../../electron/core/app/core.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { FastClock } from './fast-clock.ts';
import { MemoryStore } from './store.ts';
import { FakeTrash } from './trash.ts';
import { FakeVault } from './vault.ts';

/** A core's ports, with those that a test looks into. */
export interface TestPorts extends CorePorts {
  readonly store: MemoryStore;
  readonly vault: FakeVault;
  readonly trash: FakeTrash;
}

/**
 * What a core under test stands on: real HTTP and real files, everything else in memory, in time that runs
 * twenty times as fast.
 * @param folder where its archive and its trash are
 */
export function testPorts(folder: string): TestPorts {
  return {
    store: new MemoryStore(),
    vault: new FakeVault(),
    trash: new FakeTrash(join(folder, 'trash')),
    clock: new FastClock(),
    log: silentLog,
    isOnline: () => true,
    random: () => 0.5,
    userAgent: 'Mozilla/5.0 (Test) Reelkeep/0.0.0',
    appVersion: '0.0.0',
    defaultArchiveFolder: join(folder, 'archive'),
  };
}

/** What a core stands on that reaches neither network nor disk: all of it is in memory, and the test owns the time. */
export function offlinePorts<S extends Pick<CorePorts, 'store' | 'clock' | 'random'>>(own: S) {
  return {
    ...own,
    vault: new FakeVault(),
    trash: { put: () => Promise.resolve({ ok: true, value: undefined } as const) },
    log: silentLog,
    isOnline: () => false,
    userAgent: 'Test',
    appVersion: '0.0.0',
    defaultArchiveFolder: '/nonexistent/archive',
  } satisfies CorePorts;
}
