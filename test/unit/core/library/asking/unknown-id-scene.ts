import { endpoints } from '../../../../../electron/core/provider/registry.ts';
import type { EndpointAdapter } from '../../../../../electron/core/provider/adapter.ts';
import type { ProviderCalls } from '../../../../../electron/core/provider/client.ts';
import { endpointId } from '../../../../../electron/shared/endpoint.ts';
import type { ProviderFailure } from '../../../../../electron/shared/failure.ts';
import { fail, succeed } from '../../../../../electron/shared/outcome.ts';
import type { AccountId, TaskId } from '../../../../../electron/shared/id.ts';
import type { Core } from '../../../../../electron/core/app/core.ts';
import { composeComputer } from '../../../../simulation/computer.ts';
import { SnapshotStore } from '../../../../fake/snapshot-store.ts';
import { FakeVault } from '../../../../fake/vault.ts';
import { VirtualClock } from '../../../../fake/virtual-clock.ts';
import { anId, idNumber, nowMs } from '../../../builders.ts';

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const all = endpoints.map(({ id }) => String(id));
const plainId = anId();
export const veoId = anId('veo_task_8f3c1d7a52b94e60');

/** A world in which an id is unknown until a moment, at one endpoint of one account. */
export interface World {
  readonly id?: TaskId;
  /** Who owns it, at which of the accounts, and milliseconds after it was added; absent: nobody, ever. */
  readonly known?: { readonly at: string; readonly afterMs: number; readonly account?: number };
  /** What the account has answered for before. */
  readonly history?: readonly string[];
  readonly accounts?: number;
  /** The endpoint that the user has named. */
  readonly named?: string;
  /** What the other accounts answer always. */
  readonly guests?: ProviderFailure;
  /** Milliseconds after the id was added from which on they answer as they should; absent: never. */
  readonly guestsUntilMs?: number;
  /** Endpoints whose route is not there. */
  readonly without?: readonly string[];
  /** What comes instead of an answer at first: so often, and what. */
  readonly hindered?: {
    readonly times?: number;
    /** Milliseconds after the id was added until when it comes. */
    readonly untilMs?: number;
    readonly by: ProviderFailure;
    /** Only these endpoints. */
    readonly at?: readonly string[];
  };
}

export interface Call {
  readonly endpoint: string;
  readonly atMs: number;
}

export const host = 'provider-0.example';

/** The simulated providers, and what they have been asked about the id. */
class Scene {
  readonly clock = new VirtualClock(nowMs);
  readonly calls: Call[] = [];
  readonly id: TaskId;
  readonly #world: World;
  readonly #addedAtMs = nowMs + minuteMs;
  #computer: Core | undefined;
  #hindered = 0;

  constructor(world: World) {
    this.#world = world;
    this.id = world.id ?? plainId;
  }

  async live(): Promise<void> {
    const computer = composeComputer({
      store: new SnapshotStore(),
      vault: new FakeVault(),
      clock: this.clock,
      provider: {
        status: this.#status,
        downloadUrl: (_access, url) => Promise.resolve(succeed(url)),
        credits: () => Promise.resolve(succeed(100)),
        skew: undefined,
      },
      fateOf: () => undefined,
      random: () => 0.5,
      isOnline: () => true,
      onTaskChanged: () => undefined,
      onFetch: () => undefined,
    });
    await computer.start();
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
    const { named } = this.#world;
    const endpoint = named === undefined ? {} : { endpoint: endpointId(named) };
    await computer.tasks.add({ ids: [this.id], accountId, ...endpoint });
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
    const { guests, guestsUntilMs = Infinity } = this.#world;
    const isDown = this.clock.world() < this.#addedAtMs + guestsUntilMs;
    if (guests !== undefined && isDown && baseUrl !== 'https://provider-0.example') {
      this.#note(endpoint);
      return fail(guests);
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
    const isMet = hindered?.at?.includes(String(endpoint.id)) ?? true;
    const { times = Infinity, untilMs = Infinity } = hindered ?? {};
    const isStill = this.#hindered < times && this.clock.world() < this.#addedAtMs + untilMs;
    if (hindered !== undefined && isMet && isStill) {
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

export async function live(world: World): Promise<Scene> {
  const scene = new Scene(world);
  await scene.live();
  return scene;
}

export const unreachable = { code: 'unreachable', host, detail: 'ECONNRESET' } as const;
export const rateLimited = { code: 'rate-limited', host } as const;
export const providerError = {
  code: 'provider-error',
  host,
  providerCode: 500,
  message: 'x',
} as const;
