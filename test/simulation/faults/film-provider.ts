import type { JsonObject, JsonValue } from '../../../electron/shared/json.ts';
import type { EndpointAdapter } from '../../../electron/core/provider/adapter.ts';
import {
  readData,
  type ProviderCalls,
  type StatusAnswer,
} from '../../../electron/core/provider/client.ts';
import type { ClockSkew } from '../../../electron/core/provider/clock-skew.ts';
import { openEnvelope, type HttpAnswer } from '../../../electron/core/provider/envelope.ts';
import type { ProviderFailure } from '../../../electron/shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../electron/shared/outcome.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import type { VirtualClock } from '../../fake/virtual-clock.ts';
import { CallBudget } from '../call-budget.ts';
import { answerOf, endpointOf, unknownAnswer } from './answers.ts';
import {
  accounts,
  hourMs,
  type Course,
  type Film,
  type ProviderTrouble,
  type Span,
} from './course.ts';
import { FilmHost } from './film-host.ts';
import { isIn } from './spans.ts';

type Access = Parameters<ProviderCalls['status']>[0];
type Answered<T> = Promise<Outcome<T, ProviderFailure>>;

/** After so long a record names another link than at first. */
const linkHoldsMs = hourMs;

/** An HTTP answer without its host. */
type Said = Pick<HttpAnswer, 'httpStatus' | 'text' | 'retryAfter'>;

const page = '<!doctype html><title>Please wait</title>';

/** Both providers, in the shape of the client: what they say is read as the client reads it. */
export class FilmProvider implements ProviderCalls {
  readonly budget = new CallBudget();
  activity = 0;
  skew: ClockSkew | undefined;
  /** For each account the times in which it has asked to be left alone. */
  readonly pauses = new Map<number, Span[]>();
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

  async status(access: Access, endpoint: EndpointAdapter, id: TaskId): Answered<StatusAnswer> {
    const said = await this.#call(access, `status of ${id}`, (account) =>
      this.#statusOf(account, endpoint, id),
    );
    const opened = this.#opened(access, said, id);
    if (!opened.ok) return opened;
    const nowMs = this.#clock.now() - (this.skew?.aheadMs() ?? 0);
    const answer = readData(endpoint, opened.value, nowMs);
    return answer === undefined
      ? fail(unknownData(access))
      : succeed({ answer, raw: { taskId: id } });
  }

  async downloadUrl(access: Access, url: string): Answered<string> {
    const version = `converted-${String(this.#clock.world())}`;
    const said = await this.#call(access, `link for ${url}`, () =>
      json({ code: 200, msg: 'success', data: url.replace(/v=[\w-]+$/, `v=${version}`) }),
    );
    const opened = this.#opened(access, said);
    if (!opened.ok) return opened;
    return typeof opened.value === 'string' ? succeed(opened.value) : fail(unknownData(access));
  }

  async credits(access: Access): Answered<number> {
    const opened = this.#opened(
      access,
      await this.#call(access, 'credits', () => json({ code: 200, msg: 'success', data: 100 })),
    );
    return opened.ok ? succeed(100) : opened;
  }

  #statusOf(account: number, { id: asked }: EndpointAdapter, id: TaskId): Said {
    const known: readonly string[] = accounts[account]?.shapes ?? [];
    if (!known.some((shape) => shape.split('-')[0] === asked))
      return { httpStatus: 404, text: page };
    const film = this.#films.get(id);
    const nowMs = this.#clock.world();
    const isKnown =
      film?.account === account && endpointOf(film) === asked && !isIn(film.forgotten, nowMs);
    if (!isKnown) return json(unknownAnswer(id, film?.unknown ?? 'null'));
    if (nowMs < film.doneAtMs) return json(answerOf(film, { kind: 'running' }));
    if (nowMs >= film.goneAtMs) return json(answerOf(film, { kind: 'gone' }));
    const version = nowMs < film.doneAtMs + linkHoldsMs ? 'first' : 'refreshed';
    return json(answerOf(film, { kind: 'done', link: FilmHost.linkTo(film, version) }));
  }

  /** @returns what is said; a failure where nothing is */
  async #call(
    { key, baseUrl }: Access,
    what: string,
    answer: (account: number) => Said,
  ): Answered<Said> {
    const { host } = new URL(baseUrl);
    const account = accounts.findIndex((each) => each.baseUrl === baseUrl);
    this.budget.begin(key, this.#clock.elapsed(), what);
    await this.#clock.passed(200 + 600 * this.#random());
    this.activity += 1;
    const nowMs = this.#clock.world();
    const isOf = (span: Span & { readonly account: number }) =>
      span.account === account && isIn([span], nowMs);
    if (isIn(this.#course.offline, nowMs))
      return fail({ code: 'unreachable', host, detail: 'ENETUNREACH' });
    const trouble = this.#course.provider.find(isOf);
    if (trouble?.kind === 'unreachable')
      return fail({ code: 'unreachable', host, detail: 'ECONNREFUSED' });
    this.skew?.observe(new Date(nowMs).toUTCString());
    if (key.startsWith('old') && this.#course.keyRefused.some(isOf))
      return succeed(json({ code: 401, msg: 'You do not have access permissions' }));
    return succeed(trouble === undefined ? answer(account) : this.#instead(trouble));
  }

  #instead(trouble: ProviderTrouble): Said {
    const { kind } = trouble;
    switch (kind) {
      case 'http-429-asks':
        return { httpStatus: 429, text: '', retryAfter: String(this.#pauseOf(trouble)) };
      case 'http-502-page':
        return { httpStatus: 502, text: page };
      case 'page':
        return { httpStatus: 200, text: page };
      case 'empty':
        return { httpStatus: 200, text: '' };
      case 'foreign-json':
        return { httpStatus: 200, text: '{"error":"try again"}' };
      case 'unreachable':
        throw new Error('It does not answer.');
      default: {
        const [layer, code = '', look] = kind.split('-');
        if (layer === 'code') return json({ code: Number(code), msg: '请稍后再试' });
        return { httpStatus: Number(code), text: look === 'empty' ? '' : page };
      }
    }
  }

  /** Until the trouble is over, or somewhat longer or shorter. @returns seconds */
  #pauseOf({ account, toMs }: ProviderTrouble): number {
    const nowMs = this.#clock.world();
    const seconds = Math.ceil(((toMs - nowMs) * (0.2 + this.#random())) / 1000);
    const pauses = this.pauses.get(account) ?? [];
    this.pauses.set(account, [...pauses, { fromMs: nowMs, toMs: nowMs + seconds * 1000 }]);
    return seconds;
  }

  #opened(
    { baseUrl }: Access,
    said: Outcome<Said, ProviderFailure>,
    asked?: TaskId,
  ): Outcome<JsonValue, ProviderFailure> {
    if (!said.ok) return said;
    const date = new Date(this.#clock.world()).toUTCString();
    const answer = { host: new URL(baseUrl).host, date, ...said.value };
    return openEnvelope(answer, this.#clock.now(), asked);
  }
}

function json(body: JsonObject): Said {
  return { httpStatus: 200, text: JSON.stringify(body) };
}

function unknownData({ baseUrl }: Access): ProviderFailure {
  const { host } = new URL(baseUrl);
  return { code: 'not-the-provider', host, httpStatus: 200, got: 'unknown-data' };
}
