import type { JsonValue } from '../../shared/json.ts';
import type { ProviderFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { retryAfterMs } from '../platform/retry-after.ts';
import { clean, most } from '../platform/bounds.ts';
import { asNumber, asObject, asObjectOrText, asText, parseJson } from './fields.ts';
import { failedTask } from './flag.ts';
import { isAboutAnother } from './identity.ts';

/** An HTTP answer, as far as it matters here. */
export interface HttpAnswer {
  readonly host: string;
  readonly httpStatus: number;
  readonly text: string;
  /** The `Retry-After` header (RFC 9110, 10.2.3). */
  readonly retryAfter?: string;
  /** The `Date` header (RFC 9110, 6.6.1). */
  readonly date?: string;
}

/**
 * How sibling endpoints word "no such task" in their 422: "record is null", "The record does not exist",
 * "recordInfo is null", "Record not found for taskId: …". Something else that is not found, an endpoint
 * say, tells nothing of the id.
 */
const unknownIdWords =
  /\brecord ?(?:info)?\b.*(?:is null|not exist|not found)|\btask(?: ?id)?[ :]{0,2}(?:[\w-]{8,128} )?(?:does |is |was )?not (?:exist|found)|(?:记录|任务)不存在/is;

/** A success by its code alone, without a task: these words say that nobody has looked for it. */
const troubleWords =
  /\b(?:busy|maintenance|later|time(?:d )?-?out|unavailable|internal|exception|error|overloaded)\b|繁忙|维护|稍后|异常|超时|错误/i;

/** `retry_after` of an answer's body, in seconds: gateways say it there (Cloudflare's errors as JSON). */
function pauseInBody(text: string): string | undefined {
  const body = asObjectOrText(text);
  const seconds = [body, asObjectOrText(body?.data)].map((place) =>
    asNumber(place?.retry_after ?? place?.retryAfter),
  );
  const told = seconds.find((each) => each !== undefined && each >= 0);
  return told === undefined ? undefined : Math.ceil(told).toFixed(0);
}

/** When the host wants to be asked again, if it says so. */
function askedOf(
  { retryAfter, date, text }: HttpAnswer,
  nowMs: number,
): { readonly retryAfterMs?: number } {
  const askedMs = retryAfterMs(retryAfter ?? pauseInBody(text), date, nowMs);
  return askedMs === undefined ? {} : { retryAfterMs: askedMs };
}

/** A code's meaning, the same in the body and as an HTTP status. `undefined`: no special meaning. */
function readCode(code: number, answer: HttpAnswer, nowMs: number): ProviderFailure | undefined {
  const { host } = answer;
  switch (code) {
    case 401:
      return { code: 'key-refused', host };
    case 402:
      return { code: 'no-credits', host };
    case 429: {
      return { code: 'rate-limited', host, ...askedOf(answer, nowMs) };
    }
    case 433:
      return { code: 'sub-key-limit', host };
    case 455:
      return { code: 'maintenance', host, ...askedOf(answer, nowMs) };
    default:
      return undefined;
  }
}

function lookOf(body: string): 'html' | 'empty' | 'not-json' | 'unknown-shape' {
  if (body === '') return 'empty';
  if (body.startsWith('<')) return 'html';
  return asObject(parseJson(body)) === undefined ? 'not-json' : 'unknown-shape';
}

/** An answer without the envelope: a gateway's, or another server's. */
function readForeignBody(answer: HttpAnswer, nowMs: number): ProviderFailure {
  const { host, httpStatus, text } = answer;
  const known = readCode(httpStatus, answer, nowMs);
  if (known !== undefined) return known;
  // A gateway's "error code: 1010" page: it refused the client, and never looked at the key.
  const asked = askedOf(answer, nowMs);
  if (httpStatus === 403) return { code: 'client-blocked', host, ...asked };
  if (httpStatus >= 500 || httpStatus === 408 || httpStatus === 425) {
    return { code: 'provider-error', host, providerCode: httpStatus, message: '', ...asked };
  }
  return { code: 'not-the-provider', host, httpStatus, got: lookOf(text.trim()), ...asked };
}

/**
 * Opens the provider's envelope `{code, msg, data}`. Nearly every answer is HTTP 200 with the real
 * result as `code`; a gateway may answer with an HTTP status, HTML, or nothing.
 * @param asked the task that was asked about: an answer about another one is none
 * @returns the `data`; `null` when the provider does not know the id
 */
export function openEnvelope(
  answer: HttpAnswer,
  nowMs: number,
  asked?: string,
): Outcome<JsonValue, ProviderFailure> {
  const { host, httpStatus } = answer;
  const body = asObjectOrText(answer.text);
  const bodyCode = asNumber(body?.code);
  if (body === undefined || bodyCode === undefined) return fail(readForeignBody(answer, nowMs));
  const isHttpOk = httpStatus >= 200 && httpStatus < 300;
  // A body that says 200 under another status is a gateway's, and neither of the two can be trusted.
  const code = isHttpOk || bodyCode !== 200 ? bodyCode : httpStatus;
  const message = clean(asText(body.msg) ?? asText(body.message) ?? '', most.message);
  if (asked !== undefined && isAboutAnother(body, asked)) return fail({ code: 'other-task', host });
  const data = body.data ?? null;
  const isNotLooked = asked !== undefined && data === null && troubleWords.test(message);
  if (code === 200 && !(isNotLooked && !unknownIdWords.test(message))) return succeed(data);
  const known =
    readCode(code, answer, nowMs) ?? (isHttpOk ? undefined : readCode(httpStatus, answer, nowMs));
  if (known !== undefined) return fail(known);
  const pause = askedOf(answer, nowMs);
  if (code === 403) return fail({ code: 'client-blocked', host, ...pause });
  // 501 with a task whose own state is that it failed: the call did not fail, it tells of the end.
  const failed = bodyCode === 200 ? undefined : failedTask(body.data, code, message);
  if (failed !== undefined) return succeed(failed);
  if ((code === 422 || code === 404) && unknownIdWords.test(message)) return succeed(null);
  return fail({ code: 'provider-error', host, providerCode: code, message, ...pause });
}
