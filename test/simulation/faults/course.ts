import type { TaskId } from '../../../electron/shared/id.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** When the course begins; the world's Unix milliseconds, as all times here. */
export const startMs = Date.UTC(2026, 10, 1, 8);
export const endMs = startMs + 20 * dayMs;

/** So long the provider keeps the files of a generation, from its start. */
export const keptMs = 14 * dayMs;

/** A stretch of time; its end does not belong to it. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a host does instead of serving a file. */
export const hostFaults = [
  'not-found',
  'forbidden',
  'bot-check',
  'rate-limit',
  'rate-limit-silent',
  'unavailable',
  'html',
  'reset',
  'reset-midway',
  'hang',
  'hang-midway',
  'truncated',
  'wrong-body',
  'empty',
  'teapot',
] as const;

/** What a provider does instead of answering, in the words and statuses that it has for it. */
export const providerFaults = [
  'code-429',
  'http-429',
  'http-429-asks',
  'code-455',
  'http-455',
  'unreachable',
  'code-500',
  'code-505',
  'http-502-page',
  'http-503-empty',
  'page',
  'empty',
  'foreign-json',
] as const;

/** Of whose answers a film's is one, and in which of the forms that those have. */
export const shapes = [
  'runway',
  'aleph',
  'veo',
  'veo-text',
  'luma',
  'luma-callback',
  'suno',
  'suno-status',
  'market',
  'market-watermark',
  'market-video',
  'market-objects',
  'market-one',
  'market-response',
  'market-sound',
] as const;

/** @see shapes */
export type Shape = (typeof shapes)[number];

/** The user's accounts, in the order of their numbers. The second provider has two endpoints only. */
export const accounts = [
  { provider: 'kie', baseUrl: 'https://api.kie.ai', shapes },
  { provider: 'apikley', baseUrl: 'https://api.apikley.ru', shapes: ['runway', 'aleph'] },
] as const satisfies readonly {
  provider: 'kie' | 'apikley';
  baseUrl: string;
  shapes: readonly Shape[];
}[];

/** How an endpoint says that it does not know an id: nothing in an answer, or in an error's words. */
export type Unknown = 'null' | 'words';

export interface HostTrouble extends Span {
  readonly host: number;
  readonly kind: (typeof hostFaults)[number];
}

export interface ProviderTrouble extends Span {
  /** Which of them; each fails on its own. */
  readonly account: number;
  readonly kind: (typeof providerFaults)[number];
}

/** What becomes of the disk. `path`: only of one film's files there. */
export interface DiskTrouble extends Span {
  readonly kind: 'full' | 'away' | 'io' | 'path';
  readonly film: number;
}

/** When the program does not run, or time does not pass for it. */
export interface Gap extends Span {
  readonly kind: 'quit' | 'kill' | 'sleep' | 'silent-sleep';
}

export interface ClockError extends Span {
  readonly offsetMs: number;
}

/** A generation, and when its file can be had. */
export interface Film {
  readonly number: number;
  readonly id: TaskId;
  readonly shape: Shape;
  /** Whose it is. */
  readonly account: number;
  /** Whether the user says whose id it is; else it is found out. */
  readonly isNamed: boolean;
  readonly host: number;
  readonly addedAtMs: number;
  readonly startsAtMs: number;
  readonly doneAtMs: number;
  /** Which link works: the first, a later one of the record's, or a converted one. */
  readonly way: 'stored' | 'refreshed' | 'converted';
  readonly fault: 'not-found' | 'forbidden' | 'reset-midway' | 'wrong-body';
  /** When the way works. */
  readonly served: readonly Span[];
  /** From here on the record says that the media are gone, if ever. */
  readonly goneAtMs: number;
  /** When its record is not there, though the file may be: at first, for a while, or from then on. */
  readonly forgotten: readonly Span[];
  readonly unknown: Unknown;
}

/** All that happens to one user in a month. */
export interface Course {
  readonly seed: number;
  readonly films: readonly Film[];
  readonly hosts: readonly HostTrouble[];
  readonly provider: readonly ProviderTrouble[];
  readonly disk: readonly DiskTrouble[];
  readonly offline: readonly Span[];
  readonly gaps: readonly Gap[];
  readonly clock: readonly ClockError[];
  readonly keyRefused: readonly KeyTrouble[];
}

/** An account's key is refused until it has another one. */
export interface KeyTrouble extends Span {
  readonly account: number;
}

export const hostCount = 3;
