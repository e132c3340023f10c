import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import type { ProviderCalls } from '../../electron/core/provider/client.ts';
import type { ClockSkew } from '../../electron/core/provider/clock-skew.ts';
import type { Task } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import type { SnapshotStore } from '../fake/snapshot-store.ts';
import type { FakeVault } from '../fake/vault.ts';
import type { VirtualClock } from '../fake/virtual-clock.ts';
import { SimulatedFetcher } from './fetcher.ts';
import type { Fate } from './generation.ts';

/** What a simulated computer needs. */
export interface ComputerOptions {
  readonly store: SnapshotStore;
  readonly vault: FakeVault;
  readonly clock: VirtualClock;
  /** Told what the computer has learned of its clock. */
  readonly provider: ProviderCalls & { skew: ClockSkew | undefined };
  readonly fateOf: (id: TaskId) => Fate | undefined;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  readonly onTaskChanged: (task: Task) => void;
  readonly onFetch: (id: TaskId) => void;
}

/** One run of Reelkeep's core, from its start to a quit or a crash: everything of it, but no byte is moved. */
export function composeComputer(options: ComputerOptions): Core {
  const { store, vault, clock, provider, random, isOnline, fateOf, onFetch } = options;
  const core = composeCore(
    {
      store,
      vault,
      trash: { put: () => Promise.resolve({ ok: true, value: undefined }) },
      clock,
      log: silentLog,
      isOnline,
      random,
      calls: provider,
      origin: { open: () => Promise.reject(new Error('Nobody asks for a file here.')) },
      fetcherOf: (parts) => new SimulatedFetcher({ ...parts, clock, random, fateOf, onFetch }),
      userAgent: 'Simulation',
      appVersion: '0.0.0',
      defaultArchiveFolder: '/archive',
    },
    { ...nobodyListens, onTaskChanged: options.onTaskChanged },
  );
  provider.skew = core.skew;
  return core;
}
