import { silentLog } from '../../../../electron/core/platform/log.ts';
import type { FeedFile } from '../../../../electron/core/update/feed.ts';
import type { SignedFeed } from '../../../../electron/core/update/judge.ts';
import type { Installation, Work } from '../../../../electron/core/update/policy.ts';
import type { InstallEnd, UpdatePorts } from '../../../../electron/core/update/ports.ts';
import { Updater } from '../../../../electron/core/update/updater.ts';
import { fail, succeed, type Outcome } from '../../../../electron/shared/outcome.ts';
import type { UpdateChannel, UpdateFailure } from '../../../../electron/shared/update.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { aFeedKey, minisigned } from '../../../fake/feed-signer.ts';
import { MemoryStore } from '../../../fake/store.ts';

const key = aFeedKey();

/** Where feeds come from. */
export const host = 'releases.example';

const file: FeedFile = {
  kind: 'deb',
  arch: 'x64',
  name: 'reelkeep_0.2.0_amd64.deb',
  sizeBytes: 1_000,
  sha512: 'ab'.repeat(64),
};

/** A feed that is signed as it should be. */
export function aFeed(version: string, change: object = {}): SignedFeed {
  const feed = {
    format: 1,
    version,
    signedAt: '2026-11-20T10:00:00.000Z',
    expiresAt: '2027-01-19T10:00:00.000Z',
    notes: 'n',
    files: [file],
  };
  const bytes = Buffer.from(JSON.stringify({ ...feed, ...change }));
  return { bytes, signature: minisigned(key, bytes), host };
}

/** The system, the feed's server, and what the user is told, all in memory. */
export class UpdateWorld {
  readonly clock = new ManualClock();
  readonly store = new MemoryStore();
  readonly told: string[] = [];
  readonly asked: UpdateChannel[] = [];
  /** What the package manager and the disk were asked to do, in order. */
  readonly done: string[] = [];
  installation: Installation = {
    platform: 'linux',
    isPackaged: true,
    packageType: 'deb',
    env: {},
  };
  keys: readonly string[] = [key.line];
  feed: Outcome<SignedFeed, UpdateFailure> = succeed(aFeed('0.2.0'));
  fetchEnds: Outcome<undefined, UpdateFailure> = succeed(undefined);
  installEnds: Outcome<InstallEnd, UpdateFailure> = succeed({ kind: 'installed' });
  onDisk = new Set<string>();
  installed: string | undefined;
  work: Work = { moving: 0 };
  settings = { looksForUpdates: true, updateChannel: 'stable' as UpdateChannel };
  random = 0;

  readonly #ports = (): UpdatePorts => ({
    installation: this.installation,
    target: { kind: 'deb', arch: 'x64' },
    keys: this.keys,
    fetch: async (each, { onProgress }) => {
      this.done.push('fetch');
      onProgress({ receivedBytes: 500, bytesPerSecond: 100 });
      if (this.fetchEnds.ok) this.onDisk.add(each.name);
      return Promise.resolve(this.fetchEnds);
    },
    isProven: ({ name }) => Promise.resolve(this.onDisk.has(name)),
    install: () => {
      this.done.push('install');
      return Promise.resolve(this.installEnds);
    },
    installedVersion: () => Promise.resolve(this.installed),
    confirm: () => {
      this.done.push('confirm');
      return Promise.resolve();
    },
    sweep: (keep) => {
      this.done.push(`sweep ${keep ?? 'all'}`);
      for (const name of this.onDisk) if (name !== keep) this.onDisk.delete(name);
      return Promise.resolve();
    },
    restart: () => {
      this.done.push('restart');
    },
    changelog: () => Promise.resolve('## [0.1.0] - 2026-11-01\n\n### Added\n\n- It.\n'),
  });

  /** A run of the app. */
  run(appVersion = '0.1.0'): Updater {
    return new Updater({
      updates: this.#ports(),
      client: {
        feed: (channel) => {
          this.asked.push(channel);
          return Promise.resolve(this.feed);
        },
        file: () => () => Promise.resolve(fail({ code: 'wrong-hash' })),
      },
      store: this.store,
      clock: this.clock,
      log: silentLog,
      random: () => this.random,
      settings: () => this.settings,
      appVersion,
      work: () => this.work,
      backUp: (generation) => {
        this.done.push('back up');
        this.store.backUp(generation);
      },
      tell: ({ title }) => this.told.push(title),
      onChanged: () => undefined,
    });
  }
}
