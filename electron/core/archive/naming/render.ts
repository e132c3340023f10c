import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import { withLetters, type Letters } from './name-shape.ts';
import { truncate, safeName } from './safe-name.ts';
import type { Piece, TokenName } from './template.ts';

/** What a file name is made of. */
export interface NameInput {
  readonly taskId: string;
  readonly prompt?: string;
  /** Unix milliseconds; the name carries the local date and time. */
  readonly atMs: number;
  readonly endpoint?: string;
  /** The account's name. */
  readonly account?: string;
  /** The generation's parameters as the provider repeats them. */
  readonly parameters?: JsonObject;
}

/** Characters, as a reader counts them, after which a prompt is cut. */
const promptCharacters = 60;

/** The same for every other value. A task id is up to 128 characters, and cannot be cut. */
const valueCharacters = 40;

/** Stands for a value that is missing, until the separators about it are gone; safe names never have it. */
const missing = '\u0000';

const separators = String.raw`[ \-_.,;+&#~–—·]*`;
const emptyBrackets = new RegExp(
  String.raw`[([]${separators}(?:${missing}${separators})+[)\]]`,
  'g',
);
const someMissing = `${missing}(?:${separators}${missing})*`;
const edgeMissing = new RegExp(
  `^${separators}${someMissing}${separators}|${separators}${someMissing}${separators}$`,
  'g',
);
const aroundMissing = new RegExp(`(${separators})${someMissing}(${separators})`, 'g');

/** Where the parameters that have a token of their own are found, by endpoint and model. */
const parameterNames: { readonly [N in TokenName]?: readonly string[] } = {
  seed: ['seed', 'seeds'],
  model: ['model'],
  duration: ['duration', 'n_frames'],
  ratio: ['aspectRatio', 'aspect_ratio', 'ratio'],
  quality: ['quality', 'resolution'],
};

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Text of a plain value; lists and objects are no piece of a name. */
function textOf(value: JsonValue | undefined): string {
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  // A colon is no character of a file name, and 16:9 is more than a number and another one.
  return isPlain ? String(value).replace(/^(\d+):(\d+)$/, '$1x$2') : '';
}

function parameterOf({ parameters = {} }: NameInput, names: readonly string[]): string {
  const name = names.find((each) => textOf(parameters[each]) !== '');
  return name === undefined ? '' : textOf(parameters[name]);
}

/** The local calendar day and time, and the parts of the day. */
function timeOf(name: TokenName, atMs: number): string | undefined {
  const at = new Date(atMs);
  const year = String(at.getFullYear()).padStart(4, '0');
  const month = twoDigits(at.getMonth() + 1);
  const day = twoDigits(at.getDate());
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join('-');
  const times: { readonly [N in TokenName]?: string } = {
    date: `${year}-${month}-${day}`,
    time,
    year,
    month,
    day,
  };
  return times[name];
}

function tokenText(name: TokenName, input: NameInput, id: string): string {
  const time = timeOf(name, input.atMs);
  if (time !== undefined) return time;
  if (name === 'id') return id;
  if (name === 'taskId') return safeName(input.taskId);
  if (name === 'endpoint')
    return truncate(safeName(input.endpoint ?? ''), valueCharacters, Infinity);
  if (name === 'account') return truncate(safeName(input.account ?? ''), valueCharacters, Infinity);
  const value = parameterOf(input, parameterNames[name] ?? []);
  const text = name === 'duration' ? value.replace(/^\d+$/, '$&s') : value;
  return truncate(safeName(text), valueCharacters, Infinity);
}

function isPrompt(piece: Piece): boolean {
  return piece.kind === 'token' && piece.name === 'prompt';
}

function valueOf(piece: Piece, input: NameInput, id: string): string {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'token') return tokenText(piece.name, input, id);
  return truncate(safeName(parameterOf(input, [piece.name])), valueCharacters, Infinity);
}

/** Takes missing values out, with brackets about nothing, and one of two separators. */
function withoutMissing(text: string): string {
  return text
    .replace(emptyBrackets, missing)
    .replace(edgeMissing, '')
    .replace(aroundMissing, (_whole, before: string, after: string) =>
      before !== '' && before.length < after.length ? before : after || before,
    );
}

/**
 * A segment of a template with a task's values in it, safe as a name on every system. The prompt gives
 * way first when the bytes do not suffice.
 * @returns empty when nothing of it is known
 */
export function renderSegment(
  pieces: readonly Piece[],
  input: NameInput,
  {
    id,
    bytes,
    letters = 'all',
  }: { readonly id: string; readonly bytes: number; readonly letters?: Letters },
): string {
  const prompts = pieces.filter(isPrompt).length;
  const values = pieces.map((piece) =>
    isPrompt(piece) ? '' : withLetters(valueOf(piece, input, id), letters),
  );
  const room = (bytes - Buffer.byteLength(values.join(''))) / Math.max(1, prompts);
  const words = truncate(
    safeName(withLetters(input.prompt ?? '', letters)),
    promptCharacters,
    Math.max(0, room),
  );
  const prompt = words.replace(/[ .]+$/, '');
  const text = pieces
    .map((piece, index) => (isPrompt(piece) ? prompt : values[index]) || missing)
    .join('');
  return safeName(truncate(safeName(withoutMissing(text)), Infinity, bytes));
}
