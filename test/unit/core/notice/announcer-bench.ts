import { EndStamps } from '../../../../electron/core/ledger/end-stamps.ts';
import { Announcer } from '../../../../electron/core/notice/announcer.ts';
import type { TroubleSources } from '../../../../electron/core/notice/troubles.ts';
import { SettingsStore } from '../../../../electron/core/settings/settings-store.ts';
import type { Notice } from '../../../../electron/shared/notice.ts';
import type { Settings } from '../../../../electron/shared/settings/settings.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { anArchivedTask, aReadyTask, idNumber, nowMs } from '../../builders.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const refused = { code: 'key-refused', host: 'a.example' } as const;

export const aPrompt = (prompt: string) => ({ record: { parameters: {}, prompt } });
export const archived = (n: number) =>
  anArchivedTask({ id: idNumber(n), ...aPrompt(`Video ${String(n)}`) });
export const failed = (n: number): Task => ({
  ...aReadyTask({ id: idNumber(n), ...aPrompt(`Video ${String(n)}`) }),
  state: 'failed',
  endedAtMs: nowMs,
  providerCode: '400',
  providerMessage: 'No.',
});

/** A core that only tells, on a store that outlives it. */
export class Bench {
  readonly clock = new ManualClock(nowMs);
  readonly store = new MemoryStore();
  readonly tasks = new Map<string, Task>();
  readonly shown: Notice[] = [];
  readonly attention = {
    inFront: false,
    inhibited: false,
    isInFront: () => this.attention.inFront,
    isInhibited: () => this.attention.inhibited,
  };
  settings: Settings = new SettingsStore({
    store: new MemoryStore(),
    defaultArchiveFolder: '/a',
  }).current();
  troubles: TroubleSources = { alerts: [], archive: undefined, accounts: [] };
  onFlush: (ids: readonly string[]) => void = () => undefined;
  /** Of the run that goes on. */
  stamps = new EndStamps(() => this.clock.now());
  /** Resolves once every task has been seen. */
  seen = Promise.resolve();
  announcer = this.start();

  start(): Announcer {
    this.stamps = new EndStamps(() => this.clock.now());
    for (const { endStampMs = 0 } of this.tasks.values()) this.stamps.see(endStampMs);
    const announcer = new Announcer({
      store: this.store,
      clock: this.clock,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      trueNow: () => this.clock.now(),
      settings: () => this.settings,
      endStamps: this.stamps,
      flush: (ids) => {
        this.onFlush(ids);
      },
      tasks: () => this.tasks.values(),
      get: (id) => this.tasks.get(id),
      isKnown: (id) => this.tasks.has(id),
      troubles: () => this.troubles,
      isFlowing: () => false,
      attention: this.attention,
      onNotice: (notice) => this.shown.push(notice),
      onInboxChanged: () => undefined,
    });
    this.seen = announcer.start();
    return announcer;
  }

  async restart(): Promise<void> {
    this.announcer.stop();
    this.announcer = this.start();
    await this.seen;
  }

  end(...tasks: readonly Task[]): void {
    for (const given of tasks) {
      const task = this.stamps.stamp(aReadyTask({ id: given.id }), given);
      this.tasks.set(task.id, task);
      this.announcer.taskChanged(task);
      this.announcer.ended(task);
    }
  }

  put(...tasks: readonly Task[]): void {
    for (const task of tasks) {
      this.tasks.set(task.id, task);
      this.announcer.taskChanged(task);
    }
  }

  get titles(): readonly string[] {
    return this.shown.map(({ title }) => title);
  }

  /** Oldest first. */
  get inbox(): readonly string[] {
    return this.announcer.inbox
      .list()
      .map(({ title }) => title)
      .toReversed();
  }
}
