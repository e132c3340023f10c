import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Request } from 'got';
import {
  MediaHttpError,
  type MediaRequest,
  type OpenResponse,
  type MediaHttpClient,
} from '../../../electron/core/download/media-http-client.ts';
import { succeed } from '../../../electron/shared/outcome.ts';
import type { VirtualClock } from '../../fake/virtual-clock.ts';
import { minuteMs, type Course, type Film, type hostFaults, type Span } from './course.ts';
import { bytesOf, noFilm } from './films.ts';
import { isIn } from './spans.ts';

type Fault = (typeof hostFaults)[number] | 'offline';

/** What is sent, and how it ends. */
interface Sending {
  readonly bytes: Buffer;
  readonly end: 'whole' | 'reset' | 'hang';
}

/** So long a converted link can be used. */
const linkLivesMs = 20 * minuteMs;

const htmlHeaders = { 'content-type': 'text/html; charset=utf-8' };

/** All hosts of files at once: who serves what when, and what comes instead. */
export class FilmHost implements Pick<MediaHttpClient, 'open'> {
  /** Chunks and answers so far. */
  activity = 0;
  /** Requests, by the film's number. */
  readonly asked = new Map<number, number>();
  /** For each host the times in which it has asked to be left alone. */
  readonly pauses = new Map<number, Span[]>();
  readonly #course: Course;
  readonly #clock: VirtualClock;
  readonly #random: () => number;

  constructor(course: Course, clock: VirtualClock, random: () => number) {
    this.#course = course;
    this.#clock = clock;
    this.#random = random;
  }

  /** The link to a film's file, as the record has it at a time. */
  static linkTo(film: Film, version: string): string {
    const file = `${String(film.number)}.${film.shape === 'market-sound' ? 'wav' : 'mp4'}`;
    return `https://host-${String(film.host)}.example.com/${file}?v=${version}`;
  }

  async open({ url, headers, signal }: MediaRequest): ReturnType<MediaHttpClient['open']> {
    const { host, pathname, searchParams } = new URL(url);
    const film = this.#course.films[Number.parseInt(pathname.slice(1), 10)];
    if (film === undefined) throw new Error(`No film ${url}`);
    this.asked.set(film.number, (this.asked.get(film.number) ?? 0) + 1);
    await this.#pass(100 + 400 * this.#random(), signal, host);
    const fault = this.#faultOf(film, searchParams.get('v') ?? '');
    if (fault === 'offline') throw new MediaHttpError(host, systemError('ENETUNREACH'));
    if (fault === 'reset') throw new MediaHttpError(host, systemError('ECONNRESET'));
    if (fault === 'hang') await this.#pass(Infinity, signal, host);
    this.activity += 1;
    return succeed(this.#answer({ film, fault, host, headers, signal }));
  }

  #faultOf(film: Film, version: string): Fault | undefined {
    const nowMs = this.#clock.world();
    if (isIn(this.#course.offline, nowMs)) return 'offline';
    const trouble = this.#course.hosts.find(
      (each) => each.host === film.host && isIn([each], nowMs),
    );
    if (trouble !== undefined) return trouble.kind;
    const [way, madeAtMs = nowMs] = version.split('-');
    const isWay = film.way === 'stored' || way === film.way;
    if (nowMs >= Number(madeAtMs) + linkLivesMs) return 'forbidden';
    return isWay && isIn(film.served, nowMs) ? undefined : film.fault;
  }

  #answer(asked: {
    readonly film: Film;
    readonly fault: Fault | undefined;
    readonly host: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): OpenResponse {
    const { film, fault, host, signal } = asked;
    const from = /^bytes=(\d+)-/.exec(asked.headers['range'] ?? '')?.[1];
    const say = (status: number, headers: IncomingHttpHeaders, sending: Sending): OpenResponse => ({
      host,
      status,
      headers: { date: new Date(this.#clock.world()).toUTCString(), ...headers },
      body: this.#body(sending, signal),
    });
    const words = (status: number, headers: IncomingHttpHeaders = {}) =>
      say(status, { ...htmlHeaders, ...headers }, { bytes: noFilm.subarray(0, 200), end: 'whole' });
    const bytes = bytesOf(film);
    const startAt = from === undefined ? 0 : Math.min(Number(from), bytes.length - 1);
    const film200 = (sending: Sending, lengthBytes = bytes.length - startAt): OpenResponse =>
      say(
        startAt === 0 ? 200 : 206,
        {
          'content-type': film.shape === 'market-sound' ? 'audio/wav' : 'video/mp4',
          'content-length': String(lengthBytes),
          etag: `"${film.id}"`,
          ...(startAt > 0 && {
            'content-range': `bytes ${String(startAt)}-${String(bytes.length - 1)}/${String(bytes.length)}`,
          }),
        },
        sending,
      );
    const rest = bytes.subarray(startAt);
    const half = rest.subarray(0, Math.ceil(rest.length / 2));
    switch (fault) {
      case undefined:
        return film200({ bytes: rest, end: 'whole' });
      case 'not-found':
        return words(404);
      case 'forbidden':
        return words(403);
      case 'teapot':
        return words(418);
      case 'bot-check':
        return words(403, { server: 'cloudflare', 'cf-mitigated': 'challenge' });
      case 'rate-limit':
        return words(429, { 'retry-after': String(this.#pauseOf(film)) });
      case 'rate-limit-silent':
        return words(429);
      case 'unavailable':
        return words(503);
      case 'html':
        return say(200, htmlHeaders, { bytes: noFilm, end: 'whole' });
      case 'wrong-body':
        return say(200, { 'content-type': 'video/mp4' }, { bytes: noFilm, end: 'whole' });
      case 'empty':
        return say(200, { 'content-length': '0' }, { bytes: Buffer.alloc(0), end: 'whole' });
      case 'truncated':
        return film200({ bytes: half, end: 'whole' }, half.length);
      case 'reset-midway':
        return film200({ bytes: half.subarray(0, 1_000), end: 'reset' });
      case 'hang-midway':
        return film200({ bytes: half, end: 'hang' });
      case 'offline':
      case 'reset':
      case 'hang':
        throw new Error('It does not answer.');
    }
  }

  /** Until the trouble is over, or somewhat longer or shorter. @returns seconds */
  #pauseOf({ host }: Film): number {
    const nowMs = this.#clock.world();
    const trouble = this.#course.hosts.find((each) => each.host === host && isIn([each], nowMs));
    const leftMs = (trouble?.toMs ?? nowMs) - nowMs;
    const seconds = Math.ceil((leftMs * (0.2 + this.#random())) / 1000);
    const pauses = this.pauses.get(host) ?? [];
    this.pauses.set(host, [...pauses, { fromMs: nowMs, toMs: nowMs + seconds * 1000 }]);
    return seconds;
  }

  #body({ bytes, end }: Sending, signal: AbortSignal): Request {
    const send = async function* (this: FilmHost): AsyncGenerator<Buffer> {
      for (let at = 0; at < bytes.length; at += 20_000) {
        await this.#clock.passed(20 + 200 * this.#random());
        this.activity += 1;
        yield Buffer.from(bytes.subarray(at, at + 20_000)); // it is the reader's own
      }
      // A generator that waits cannot be ended from outside.
      if (end === 'hang') await new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (end === 'reset') throw broken();
    };
    const body = Readable.from(send.call(this));
    body.on('error', () => undefined); // whoever reads sees it
    const stop = () => body.destroy(broken());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return body as unknown as Request; // what is read of it is a stream's
  }

  async #pass(delayMs: number, signal: AbortSignal, host: string): Promise<void> {
    const aborted = new Promise<never>((_resolve, reject) => {
      const stop = () => {
        reject(new MediaHttpError(host, broken()));
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    const passed =
      delayMs === Infinity ? new Promise<void>(() => undefined) : this.#clock.passed(delayMs);
    await Promise.race([passed, aborted]);
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** As Node ends a stream whose connection is gone. */
function broken(): Error {
  return systemError('ERR_STREAM_PREMATURE_CLOSE');
}
