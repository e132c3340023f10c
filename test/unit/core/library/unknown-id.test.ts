import { expect, test } from 'vitest';
import { endpoints } from '../../../../electron/core/provider/registry.ts';
import type { EndpointAdapter } from '../../../../electron/core/provider/adapter.ts';
import type { ProviderCalls } from '../../../../electron/core/provider/client.ts';
import type { ProviderFailure } from '../../../../electron/shared/failure.ts';
import { fail, succeed } from '../../../../electron/shared/outcome.ts';
import type { AccountId, TaskId } from '../../../../electron/shared/id.ts';
import { startComputer, type Computer } from '../../../simulation/computer.ts';
import { SnapshotStore } from '../../../fake/snapshot-store.ts';
import { FakeVault } from '../../../fake/vault.ts';
import { VirtualClock } from '../../../fake/virtual-clock.ts';
import { anId, idNumber, nowMs } from '../../builders.ts';

// What an id costs that nobody knows, and how soon one is found that was only young: in virtual time.

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const all = endpoints.map(({ id }) => String(id));
const plainId = anId();
const veoId = anId('veo_task_8f3c1d7a52b94e60');

/** A world in which an id is unknown until a moment, at one endpoint of one account. */
interface World {
  readonly id?: TaskId;
  /** Who owns it, at which of the accounts, and milliseconds after it was added; absent: nobody, ever. */
  readonly known?: { readonly at: string; readonly afterMs: number; readonly account?: number };
  /** What the account has answered for before. */
  readonly history?: readonly string[];
  readonly accounts?: number;
  /** Endpoints whose route is not there. */
  readonly without?: readonly string[];
  /** What comes instead of an answer at first: so often, and what. */
  readonly hindered?: {
    readonly times: number;
    readonly by: ProviderFailure;
    readonly at?: string;
  };
}

interface Call {
  readonly endpoint: string;
  readonly atMs: number;
}

const host = 'provider-0.example';

/** The simulated providers, and what they have been asked about the id. */
class Scene {
  readonly clock = new VirtualClock(nowMs);
  readonly calls: Call[] = [];
  readonly id: TaskId;
  readonly #world: World;
  readonly #addedAtMs = nowMs + minuteMs;
  #computer: Computer | undefined;
  #hindered = 0;

  constructor(world: World) {
    this.#world = world;
    this.id = world.id ?? plainId;
  }

  async live(): Promise<void> {
    const computer = startComputer({
      store: new SnapshotStore(),
      vault: new FakeVault(),
      clock: this.clock,
      provider: {
        status: this.#status,
        downloadUrl: (_access, url) => Promise.resolve(succeed(url)),
        credits: () => Promise.resolve(succeed(100)),
        generation: () => undefined,
        skew: undefined,
      },
      random: () => 0.5,
      isOnline: () => true,
      onTaskChanged: () => undefined,
      onFetch: () => undefined,
    });
    this.#computer = computer;
    const accountIds: AccountId[] = [];
    for (let number = 0; number < (this.#world.accounts ?? 1); number += 1) {
      const baseUrl = `https://provider-${String(number)}.example`;
      const key = `key-${String(number)}`;
      const saving = { name: String(number), provider: 'custom', baseUrl, key } as const;
      const saved = await computer.accountService.save(saving);
      if (saved.ok) accountIds.push(saved.value.id);
    }
    const [accountId] = accountIds;
    if (accountId === undefined) throw new Error('No account.');
    for (const [index] of (this.#world.history ?? []).entries()) {
      await computer.tasks.add({ ids: [idNumber(index + 1)], accountId });
    }
    await this.clock.runUntil(this.#addedAtMs);
    await computer.tasks.add({ ids: [this.id], accountId });
  }

  /** Until so long after the id was added. @returns the calls of the time since the last look */
  async until(afterMs: number): Promise<readonly Call[]> {
    const before = this.calls.length;
    await this.clock.runUntil(this.#addedAtMs + afterMs);
    return this.calls.slice(before);
  }

  get state(): string | undefined {
    return this.#computer?.tasks.get(this.id)?.state;
  }

  readonly #status: ProviderCalls['status'] = async ({ baseUrl }, endpoint, id) => {
    const { known, without, hindered, history = [] } = this.#world;
    await this.clock.passed(300);
    if (without?.includes(String(endpoint.id))) {
      if (id === this.id) this.#note(endpoint);
      return fail({ code: 'not-the-provider', host, httpStatus: 404, got: 'html' });
    }
    const raw = { taskId: id };
    const running = {
      answer: { kind: 'running', phase: 'queued', rawState: 'wait', record: { parameters: {} } },
      raw,
    } as const;
    if (id !== this.id) {
      const owner = history[Number.parseInt(id, 16) - 1];
      return succeed(owner === endpoint.id ? running : { answer: { kind: 'unknown-id' }, raw });
    }
    const isMet = hindered?.at === undefined || hindered.at === endpoint.id;
    if (hindered !== undefined && isMet && this.#hindered < hindered.times) {
      this.#hindered += 1;
      return fail(hindered.by);
    }
    this.#note(endpoint);
    const isOwner =
      known?.at === endpoint.id &&
      baseUrl === `https://provider-${String(known.account ?? 0)}.example` &&
      this.clock.world() >= this.#addedAtMs + known.afterMs;
    return succeed(isOwner ? running : { answer: { kind: 'unknown-id' }, raw });
  };

  #note({ id }: EndpointAdapter): void {
    this.calls.push({ endpoint: String(id), atMs: this.clock.world() - this.#addedAtMs });
  }
}

async function live(world: World): Promise<Scene> {
  const scene = new Scene(world);
  await scene.live();
  return scene;
}

const names = (calls: readonly Call[]) => calls.map(({ endpoint }) => endpoint);
const veoFirst = ['veo', ...all.filter((each) => each !== 'veo')];
const unreachable = { code: 'unreachable', host, detail: 'ECONNRESET' } as const;
const rateLimited = { code: 'rate-limited', host } as const;
const providerError = { code: 'provider-error', host, providerCode: 500, message: 'x' } as const;

/** The first round; then the looks and rounds of the first hour, as they must come. */
const costs: readonly (readonly [
  string,
  World,
  readonly string[],
  readonly (readonly string[])[],
])[] = [
  ['nothing points anywhere', {}, all, [[], all, all, all]],
  ['its form points to Veo', { id: veoId }, veoFirst, [['veo'], veoFirst, ['veo'], veoFirst]],
  [
    'the history points to two, of three',
    { history: ['veo', 'veo', 'suno', 'suno', 'luma'] },
    ['veo', 'suno', 'luma', 'runway', 'aleph', 'market'],
    [
      ['veo', 'suno'],
      ['veo', 'suno', 'luma', 'runway', 'aleph', 'market'],
      ['veo', 'suno'],
      ['veo', 'suno', 'luma', 'runway', 'aleph', 'market'],
    ],
  ],
  [
    'two accounts',
    { accounts: 2 },
    [...all, ...all],
    [[], [...all, ...all], all, [...all, ...all]],
  ],
  [
    'two accounts, and a history at the first',
    { accounts: 2, history: ['veo'] },
    [...veoFirst, ...all],
    [['veo'], [...veoFirst, ...all], ['veo'], [...veoFirst, ...all]],
  ],
  [
    'a provider without the third route',
    { without: ['market'] },
    all,
    [[], all, all, all], // before it is given up, a route that was missing is tried again
  ],
  ['a limit in the middle', { hindered: { times: 1, by: rateLimited } }, all, [[], all, all, all]],
  ['an unsteady line', { hindered: { times: 2, by: unreachable } }, all, [[], all, all, all]],
  [
    'an endpoint that fails at first is asked last',
    { hindered: { times: 1, by: providerError } },
    [...all.slice(1), 'runway'],
    [[], all, all, all],
  ],
];

test.each(costs)('an unknown id costs one round: %s', async (...[, world, round, later]) => {
  const scene = await live(world);
  const [look = [], first = [], brief = [], last = []] = later;
  // A round takes a second a call, and what hinders it; the look comes after the grace.
  expect(names(await scene.until(50 * secondMs))).toEqual([...round, ...look]);
  expect(scene.state).toBe('not-found');
  expect(names(await scene.until(5 * minuteMs))).toEqual(first);
  expect(names(await scene.until(30 * minuteMs))).toEqual(brief);
  expect(names(await scene.until(90 * minuteMs))).toEqual(last);
  expect(await scene.until(48 * 60 * minuteMs)).toEqual([]);
  expect(scene.state).toBe('not-found');
});

const ownFirst = { history: ['runway', 'runway'] };
const ownLast = { history: ['suno', 'suno'] };

/** Of which endpoint, known after how many seconds, and found after how many at the latest. */
const young: readonly (readonly [string, string, number, number, World])[] = [
  ['nothing points anywhere', 'runway', 0, 3, {}],
  ['nothing points anywhere', 'suno', 0, 9, {}],
  ['nothing points anywhere', 'runway', 5, 75, {}],
  ['nothing points anywhere', 'suno', 5, 75, {}],
  ['nothing points anywhere', 'suno', 40, 75, {}],
  ['nothing points anywhere', 'suno', 1_200, 4_400, {}],
  ['the history does', 'runway', 5, 18, ownFirst],
  ['the history does', 'suno', 5, 18, ownLast],
  ['the history does', 'suno', 40, 90, ownLast],
  ['the history does', 'suno', 180, 700, ownLast],
  ['the history does', 'runway', 1_200, 4_400, ownFirst],
  ['the history says otherwise', 'runway', 5, 85, ownLast],
  ['the history says otherwise', 'runway', 1_200, 4_400, ownLast],
  ['its form does', 'veo', 5, 18, { id: veoId, ...ownLast }],
  ['its form says otherwise', 'suno', 5, 85, { id: veoId }],
  ['another account of two', 'suno', 5, 90, { accounts: 2 }],
  ['another account of two', 'runway', 1_200, 4_600, { accounts: 2, history: ['veo'] }],
  ['an unsteady line', 'suno', 40, 120, { hindered: { times: 3, by: unreachable } }],
  ['a limit in the middle', 'suno', 5, 100, { hindered: { times: 1, by: rateLimited } }],
  ['a provider without the second route', 'suno', 40, 90, { without: ['aleph'] }],
  [
    'an endpoint before it always fails',
    'suno',
    0,
    40,
    { hindered: { times: 500, by: providerError, at: 'aleph' } },
  ],
  ['the first route is not there', 'suno', 0, 60, { without: ['runway'] }],
];

test.each(young)(
  'a young id is found soon after it is known: %s, %s after %d s, within %d s',
  async (...[, at, afterSeconds, withinSeconds, world]) => {
    const account = (world.accounts ?? 1) - 1;
    const known = { at, account, afterMs: afterSeconds * secondMs };
    const scene = await live({ ...world, known });
    await scene.until(withinSeconds * secondMs);
    expect(scene.state).toBe('running');
  },
);
