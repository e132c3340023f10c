import type { EndpointAdapter } from '../../electron/core/provider/adapter.ts';
import type { ProviderClient, StatusAnswer } from '../../electron/core/provider/client.ts';
import type { ClockSkew } from '../../electron/core/provider/clock-skew.ts';
import type { ProviderFailure } from '../../electron/shared/failure.ts';
import { fail, succeed, type Outcome } from '../../electron/shared/outcome.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import type { VirtualClock } from '../fake/virtual-clock.ts';
import { CallBudget } from './call-budget.ts';
import { answerAt, type Generation } from './generation.ts';

/** What is wrong with an account, or with everything, for a while. */
export interface Trouble {
  readonly kind: 'rate-limited' | 'maintenance' | 'unreachable' | 'provider-error' | 'key-refused';
  /** Unix milliseconds, the world's. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Number of the account; absent: all. */
  readonly account?: number;
  /** Part of the calls that it meets. */
  readonly share: number;
}

type Access = Parameters<ProviderClient['status']>[0];
type Answered<T> = Promise<Outcome<T, ProviderFailure>>;

/** The least rest after a failure, by the table of holds in core/poll/backoff. */
const minRestMs = {
  'rate-limited': 10_000,
  maintenance: 180_000,
  unreachable: 2_000,
  'provider-error': 0,
  'key-refused': 60_000,
} as const;

/** What the provider needs. */
export interface SimulatedProviderOptions {
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly troubles: readonly Trouble[];
}

/** All providers at once, in the shape of the client: the truth about every generation, and its moods. */
export class SimulatedProvider implements Pick<
  ProviderClient,
  'status' | 'downloadUrl' | 'credits'
> {
  readonly budget = new CallBudget();
  /** Status calls by task. */
  readonly asked = new Map<TaskId, number>();
  /** The `Date` header of every answer goes here. */
  skew: ClockSkew | undefined;
  readonly #options: SimulatedProviderOptions;
  readonly #generations = new Map<TaskId, Generation>();

  constructor(options: SimulatedProviderOptions) {
    this.#options = options;
  }

  /** Starts a generation. */
  create(generation: Generation): void {
    this.#generations.set(generation.id, generation);
  }

  generation(id: TaskId): Generation | undefined {
    return this.#generations.get(id);
  }

  async status(access: Access, endpoint: EndpointAdapter, id: TaskId): Answered<StatusAnswer> {
    this.asked.set(id, (this.asked.get(id) ?? 0) + 1);
    return this.#call(access, `status of ${id}`, () => {
      const generation = this.#generations.get(id);
      const isOwner = access.baseUrl === `https://provider-${generation?.owner ?? 'x'}.example`;
      const knows = isOwner && generation?.endpoint === String(endpoint.id);
      const answer = knows
        ? answerAt(generation, this.#options.clock.world())
        : ({ kind: 'unknown-id' } as const);
      return { answer, raw: { taskId: id } };
    });
  }

  async downloadUrl(access: Access, url: string): Answered<string> {
    return this.#call(access, `link for ${url}`, () => `${url}?converted`);
  }

  async credits(access: Access): Answered<number> {
    return this.#call(access, 'credits', () => 100);
  }

  async #call<T>(access: Access, what: string, answer: () => T): Answered<T> {
    const { clock, random } = this.#options;
    this.budget.begin(access.key, clock.elapsed(), what);
    const active = this.#troublesOf(access);
    const trouble = active.find(({ share }) => random() < share);
    // A provider in trouble is slow as well, so that answers overtake one another.
    const isSlow = random() < (active.length > 0 ? 0.3 : 0.01);
    await clock.passed(isSlow ? 5_000 + 15_000 * random() : 200 + 500 * random());
    this.skew?.observe(new Date(clock.world()).toUTCString());
    if (trouble === undefined) return succeed(answer());
    this.budget.quiet(access.key, clock.elapsed() + minRestMs[trouble.kind]);
    return fail(this.#failure(trouble.kind, new URL(access.baseUrl).host));
  }

  #troublesOf({ baseUrl, key }: Access): readonly Trouble[] {
    const { clock, troubles } = this.#options;
    const worldMs = clock.world();
    return troubles.filter(
      ({ kind, fromMs, toMs, account }) =>
        worldMs >= fromMs &&
        worldMs < toMs &&
        (account === undefined || baseUrl === `https://provider-${account}.example`) &&
        (kind !== 'key-refused' || key.endsWith('-old')),
    );
  }

  #failure(code: Trouble['kind'], host: string): ProviderFailure {
    switch (code) {
      case 'unreachable':
        return { code, host, detail: 'ECONNREFUSED' };
      case 'provider-error':
        return { code, host, providerCode: 500, message: 'Try again' };
      default:
        return { code, host };
    }
  }
}
