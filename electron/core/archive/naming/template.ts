import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import { defaultFileNames } from '../../../shared/settings/setting-values.ts';
import { isReservedFolder } from './base-rules.ts';

/** What a template may name beside the parameters of a generation. */
const tokens = [
  'date',
  'time',
  'year',
  'month',
  'day',
  'prompt',
  'taskId',
  'id',
  'endpoint',
  'account',
  'seed',
  'model',
  'duration',
  'ratio',
  'quality',
] as const;

/** A token's name. */
export type TokenName = (typeof tokens)[number];

/** A piece of a template: text as it stands, or a value of the task. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly name: TokenName }
  /** A parameter of the generation, by the provider's own name. */
  | { readonly kind: 'parameter'; readonly name: string };

/** A template that names files: its folders, and last the file's own name. Never empty. */
export type Template = readonly (readonly Piece[])[];

/** Folders that one file may lie in, one within the other. */
const maxFolders = 5;

/** UTF-16 units of a whole template. */
const maxLength = 200;

/** Bytes of the text in one segment: the values still have to have their place in it. */
const maxTextBytes = 80;

const pieces = /\{([^{}]*)\}|[^{}]+|[{}]/g;
const forbidden = /[<>:"\\|?*]|[\p{Cc}\p{Cf}\p{Cs}]/u;

type Reason = Extract<Failure, { readonly code: 'template-invalid' }>['reason'];

type Refused = Outcome<never, Failure>;

function refuse(input: string, reason: Reason, detail = ''): Refused {
  return fail({ code: 'template-invalid', input, reason, detail });
}

function isToken(name: string): name is TokenName {
  return tokens.some((token) => token === name);
}

/** @returns what the braces hold as a piece; `undefined` for a name that nothing has */
function toPiece(name: string): Piece | undefined {
  const parameter = /^param:([A-Za-z0-9_-]{1,60})$/.exec(name)?.[1];
  if (parameter !== undefined) return { kind: 'parameter', name: parameter };
  return isToken(name) ? { kind: 'token', name } : undefined;
}

function parseSegment(input: string, segment: string): Outcome<readonly Piece[], Failure> {
  const parsed: Piece[] = [];
  for (const [text, name] of segment.matchAll(pieces)) {
    if (text === '{' || text === '}') return refuse(input, 'brace', text);
    const piece = name === undefined ? ({ kind: 'text', text } as const) : toPiece(name);
    if (piece === undefined) return refuse(input, 'unknown-token', text);
    if (piece.kind === 'text' && forbidden.test(text)) {
      return refuse(input, 'character', forbidden.exec(text)?.[0] ?? '');
    }
    parsed.push(piece);
  }
  return succeed(parsed);
}

/** What is wrong with a segment before its pieces are looked at. */
function faultOf(segment: string): Reason | undefined {
  const trimmed = segment.trim();
  if (trimmed === '') return 'empty-segment';
  if (/^\.{1,2}$/.test(trimmed)) return 'dots';
  if (trimmed.startsWith('.')) return 'hidden';
  if (isReservedFolder(trimmed)) return 'reserved';
  const text = trimmed.replace(/\{[^{}]*\}/g, '');
  if (Buffer.byteLength(text) > maxTextBytes) return 'too-long';
  // Nothing would be left of it: leading and trailing dots, dashes and spaces go.
  return text === trimmed && /^[ .\-~]*$/.test(text) ? 'empty-segment' : undefined;
}

/**
 * Reads a template such as `{year}/{month}/{date} {prompt} [{id}]`.
 * @returns `template-invalid` with what is wrong with it
 */
export function parseTemplate(input: string): Outcome<Template, Failure> {
  if (input.trim() === '') return refuse(input, 'empty');
  if (input.length > maxLength) return refuse(input, 'too-long');
  if (/^\s*(?:[/\\~]|[A-Za-z]:)/.test(input)) return refuse(input, 'absolute');
  const segments = input.split('/');
  if (segments.length - 1 > maxFolders) return refuse(input, 'too-deep', String(maxFolders));
  const template: (readonly Piece[])[] = [];
  for (const segment of segments) {
    const fault = faultOf(segment);
    if (fault !== undefined) return refuse(input, fault, segment.trim());
    const parsed = parseSegment(input, segment);
    if (!parsed.ok) return parsed;
    template.push(parsed.value);
  }
  return succeed(template);
}

function parsed(input: string): Template {
  const template = parseTemplate(input);
  if (!template.ok) throw new Error(`A template of Reelkeep's own: ${input}`);
  return template.value;
}

/** How files are named unless the user says otherwise. */
export const defaultTemplate: Template = parsed(defaultFileNames);
