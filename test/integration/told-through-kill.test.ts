import { expect, test } from 'vitest';
import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import type { TaskEvent } from '../../electron/core/task/event.ts';
import type { JsonValue } from '../../electron/shared/json.ts';
import type { Notice } from '../../electron/shared/notice.ts';
import { isUnfinished } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import { ManualClock } from '../fake/clock.ts';
import { offlinePorts } from '../fake/core-ports.ts';
import { seededRandom } from '../fake/seeded-random.ts';
import { MemoryStore } from '../fake/store.ts';
import { accountId, aFile, idNumber, runwayId } from '../unit/builders.ts';

// A process that is killed at any write: what it had not told is told by the next one, once.

const dayMs = 86_400_000;
const minuteMs = 60_000;
const count = 14;

/** Where a process dies. */
interface Kill {
  /** This many writes it lives to carry out. */
  readonly after: number;
  /** It dies with the last of them, or only when it wants to write once more. */
  readonly isAtOnce: boolean;
}

const never: Kill = { after: Infinity, isAtOnce: false };

/** A disk whose process dies at a write; what a dead one does is seen by nobody. */
class MortalStore extends MemoryStore {
  kill = never;
  isDead = false;
  #count = 0;

  override write(name: string, value: JsonValue): void {
    if (this.isDead || this.#count >= this.kill.after) {
      this.isDead = true;
      throw new Error('Killed');
    }
    super.write(name, value);
    this.#count += 1;
    this.isDead = this.kill.isAtOnce && this.#count >= this.kill.after;
  }
}

const media = { videoUrl: 'https://files.example/v.mp4' };

function answered(answer: Extract<TaskEvent, { type: 'answered' }>['answer']): TaskEvent {
  return { type: 'answered', endpoint: runwayId, answer, raw: {}, retentionMs: 14 * dayMs };
}

const record = { parameters: {} };
const failure: TaskEvent = answered({
  kind: 'failed',
  record,
  providerCode: '400',
  providerMessage: 'No.',
});
const success: TaskEvent = answered({ kind: 'succeeded', record, media });

/** One process after the other on the same disk. */
class Life {
  readonly shown: Notice[] = [];
  readonly ids = Array.from({ length: count }, (_, n) => idNumber(n + 1));
  readonly random: () => number;
  store = new MortalStore();
  clock = new ManualClock();
  core: Core;

  constructor(seed: number, kill: Kill) {
    this.random = seededRandom(seed);
    this.store.kill = kill;
    this.core = this.#compose();
  }

  #compose(): Core {
    const { store } = this;
    return composeCore(offlinePorts({ store, clock: this.clock, random: this.random }), {
      ...nobodyListens,
      onNotice: (notice) => {
        if (!store.isDead && notice.taskIds.length > 0) this.shown.push(notice);
      },
    });
  }

  /** A start days later, on what the last process has left. */
  async next(kill: Kill): Promise<void> {
    const { documents } = this.store;
    this.store.isDead = true;
    this.store = new MortalStore();
    this.store.kill = kill;
    for (const [name, text] of documents) this.store.documents.set(name, text);
    this.clock = new ManualClock(this.clock.now() + Math.floor(this.random() * 9) * dayMs);
    this.core = this.#compose();
    await this.core.start();
  }

  /** Brings whatever is unfinished to its end, some of it at once, and waits or quits. */
  async live(): Promise<void> {
    for (const id of this.ids) {
      if (this.store.isDead) return;
      this.#end(id);
      if (this.random() < 0.6) await this.clock.advance(Math.floor(this.random() * 9_000));
    }
    if (this.random() < 0.5) await this.clock.advance(2 * minuteMs);
    await this.core.stop();
  }

  #end(id: TaskId): void {
    const { tasks } = this.core;
    const task = tasks.get(id);
    if (task === undefined || !isUnfinished(task)) return;
    if (this.random() < 0.3) {
      tasks.apply(id, failure);
      return;
    }
    tasks.apply(id, success);
    tasks.apply(id, { type: 'archived', files: [aFile()] });
    tasks.flush([id]); // as a transfer does
  }
}

/** @returns the last life, and how often the one that was to be killed wrote */
async function lives(seed: number, kill: Kill): Promise<{ life: Life; writes: number }> {
  const life = new Life(seed, never);
  await life.core.start();
  await life.core.tasks.add({ ids: life.ids, accountId });
  await life.core.stop();
  await life.next(kill);
  await life.live();
  const writes = life.store.writes.length;
  await life.next(never);
  await life.live();
  await life.next(never);
  await life.clock.advance(2 * minuteMs);
  await life.core.stop();
  return { life, writes };
}

function expectTold(given: Life, { isShownLost }: { readonly isShownLost: boolean }): void {
  const entries = given.core.announcer.inbox.list().filter(({ taskIds }) => taskIds.length > 0);
  expect(entries.flatMap(({ taskIds }) => taskIds).sort()).toEqual(given.ids);
  for (const { atMs, taskIds } of entries) {
    const stamps = taskIds.map((id) => given.core.tasks.get(id)?.endStampMs ?? 0);
    expect(Math.abs(atMs - Math.max(...stamps))).toBeLessThan(2 * minuteMs);
  }
  for (const id of given.ids) {
    const shown = new Set(given.shown.filter(({ taskIds }) => taskIds.includes(id)));
    const notices = new Set([...shown].map((notice) => notice.id));
    expect(notices.size, `${id} on the screen`).toBeLessThanOrEqual(1);
    if (!isShownLost) expect(notices.size, `${id} on the screen`).toBe(1);
  }
}

test.each([1, 2, 3])(
  'whatever ends is told once, at whichever write the process is killed (%i)',
  async (seed) => {
    const { life, writes } = await lives(seed, never);
    expectTold(life, { isShownLost: false });
    for (let after = 0; after <= writes; after++) {
      for (const isAtOnce of [false, true]) {
        const killed = await lives(seed, { after, isAtOnce });
        expectTold(killed.life, { isShownLost: isAtOnce });
      }
    }
  },
  120_000,
);
