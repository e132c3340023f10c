import type { EndpointAdapter } from '../../../electron/core/provider/adapter.ts';
import type { ProviderCalls, StatusAnswer } from '../../../electron/core/provider/client.ts';
import type { ClockSkew } from '../../../electron/core/provider/clock-skew.ts';
import type { ProviderFailure } from '../../../electron/shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../electron/shared/outcome.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import type { VirtualClock } from '../../fake/virtual-clock.ts';
import { CallBudget } from '../call-budget.ts';
import { hourMs, type Course, type Film } from './course.ts';
import { FilmHost } from './film-host.ts';
import { isIn } from './spans.ts';

type Access = Parameters<ProviderCalls['status']>[0];
type Answered<T> = Promise<Outcome<T, ProviderFailure>>;

/** After so long a record names another link than at first. */
const linkHoldsMs = hourMs;

/** The provider of all films, in the shape of the client. */
export class FilmProvider implements ProviderCalls {
  readonly budget = new CallBudget();
  activity = 0;
  skew: ClockSkew | undefined;
  readonly #course: Course;
  readonly #clock: VirtualClock;
  readonly #random: () => number;
  readonly #films: ReadonlyMap<TaskId, Film>;

  constructor(course: Course, clock: VirtualClock, random: () => number) {
    this.#course = course;
    this.#clock = clock;
    this.#random = random;
    this.#films = new Map(course.films.map((film) => [film.id, film]));
  }

  status(access: Access, endpoint: EndpointAdapter, id: TaskId): Answered<StatusAnswer> {
    return this.#call(access, `status of ${id}`, () => {
      const film = String(endpoint.id) === 'runway' ? this.#films.get(id) : undefined;
      const answer = film === undefined ? ({ kind: 'unknown-id' } as const) : this.#answerOf(film);
      return { answer, raw: { taskId: id } };
    });
  }

  downloadUrl(access: Access, url: string): Answered<string> {
    return this.#call(access, `link for ${url}`, () => url.replace(/v=\w+$/, 'v=converted'));
  }

  credits(access: Access): Answered<number> {
    return this.#call(access, 'credits', () => 100);
  }

  #answerOf(film: Film): StatusAnswer['answer'] {
    const nowMs = this.#clock.world();
    const record = {
      parameters: {},
      startedAtMs: film.startsAtMs,
      prompt: `Film ${String(film.number)}`,
    };
    if (nowMs < film.doneAtMs) {
      return { kind: 'running', phase: 'generating', rawState: 'generating', record };
    }
    if (nowMs >= film.goneAtMs) return { kind: 'expired', record };
    const version = nowMs < film.doneAtMs + linkHoldsMs ? 'first' : 'refreshed';
    return { kind: 'succeeded', media: { videoUrl: FilmHost.linkTo(film, version) }, record };
  }

  async #call<T>({ key, baseUrl }: Access, what: string, answer: () => T): Answered<T> {
    const { host } = new URL(baseUrl);
    this.budget.begin(key, this.#clock.elapsed(), what);
    await this.#clock.passed(200 + 600 * this.#random());
    this.activity += 1;
    const nowMs = this.#clock.world();
    if (isIn(this.#course.offline, nowMs))
      return fail({ code: 'unreachable', host, detail: 'ENETUNREACH' });
    this.skew?.observe(new Date(nowMs).toUTCString(), this.#clock.now());
    if (key === 'old' && isIn(this.#course.keyRefused, nowMs))
      return fail({ code: 'key-refused', host });
    const trouble = this.#course.provider.find((span) => isIn([span], nowMs));
    switch (trouble?.kind) {
      case undefined:
        return succeed(answer());
      case 'rate-limited':
      case 'maintenance':
        return fail({ code: trouble.kind, host });
      case 'unreachable':
        return fail({ code: 'unreachable', host, detail: 'ECONNREFUSED' });
      case 'provider-error':
        return fail({ code: 'provider-error', host, providerCode: 500, message: 'Try again' });
      case 'not-the-provider':
        return fail({ code: 'not-the-provider', host, httpStatus: 502, got: 'html' });
    }
  }
}
