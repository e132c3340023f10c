import { maxIdsInCall } from '../../../shared/contract/batches.ts';
import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import { mediaFormats, mediaTypes } from '../../media/sniff.ts';
import { boundParameters, boundRaw, clean, cut, most } from '../../platform/bounds.ts';
import {
  lastMs,
  sha256Shape,
  sizeShape,
  taskIdShape,
  textShape,
  whenShape,
} from '../../platform/storable.ts';

/** What a person has written is kept whole up to here, in characters: no window takes as much. */
const maxNotes = 1_000_000;
const maxTagLength = 1_000;
const maxTags = 1_000;

/** Results, their pictures and what the task was made from: as many as older versions may have taken. */
const maxFiles = 10_000;

const maxMissed = 100;

/** No picture has more points on one side. */
const maxPoints = 1_000_000;

/** Half of a character is in no file name, and in no text that is kept. */
const wellFormed = (text: string, atMost: number) =>
  cut(text, atMost).replaceAll(/\p{Cs}/gu, '\ufffd');

const shown = (atMost: number) => z.string().transform((text) => clean(text, atMost));

/** Text that may be absent, or, in a file that someone edited, something else. */
const word = shown(most.word).optional().catch(undefined);

/** The name of an endpoint: one that this version does not know as well. */
const endpoint = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/i)
  .refine((id) => !(id in {}))
  .optional()
  .catch(undefined);

const host = z
  .string()
  .regex(/^[\w.:[\]-]{0,255}$/)
  .catch('');

const points = z.number().nonnegative().max(maxPoints).optional().catch(undefined);
const moment = whenShape.optional().catch(undefined);

/**
 * ISO 8601. A clock that was wrong by centuries costs no video: the moment that the ledger can keep
 * and that is nearest counts.
 */
const isoTime = textShape(40)
  .transform((iso) => Date.parse(iso))
  .refine((atMs) => !Number.isNaN(atMs))
  .transform((atMs) => Math.min(Math.max(atMs, 0), lastMs))
  .optional()
  .catch(undefined);

/** After this many invalid entries the rest of a list is skipped: each one is slow. */
const maxUnreadable = 500;

function readList<T>(shape: z.ZodType<T>, list: readonly unknown[]): readonly T[] {
  const read: T[] = [];
  let unreadable = 0;
  for (const entry of list) {
    const parsed = shape.safeParse(entry);
    if (parsed.success) read.push(parsed.data);
    else if ((unreadable += 1) > maxUnreadable) break;
  }
  return read;
}

/** The entries of a list that are what they should be, as many as are read at all. */
function listOf<T>(shape: z.ZodType<T>, atMost: number) {
  return z
    .unknown()
    .optional()
    .transform((value) =>
      readList(shape, Array.isArray(value) ? (value as readonly unknown[]).slice(0, atMost) : []),
    );
}

const orNone = <T>(list: readonly T[]) => (list.length === 0 ? undefined : list);

function isWebLink(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:';
}

const link = textShape(most.link).refine(isWebLink);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values come out of JSON, so they are JSON. First what is too much goes, then it is cleaned. */
const parameters = z
  .unknown()
  .optional()
  .transform((value): JsonObject => {
    const bounded = isObject(value) ? boundRaw(value) : {};
    return isObject(bounded) ? boundParameters(bounded) : {};
  });

/** It came out of JSON, and goes nowhere but into the next sidecar: so it stays word for word. */
const rawAnswer = z
  .unknown()
  .optional()
  .transform((value) => value as JsonValue | undefined);

const recordShape = z.object({
  prompt: shown(most.prompt).optional().catch(undefined),
  parameters,
  parentTaskId: taskIdShape.optional().catch(undefined),
  startedAtMs: moment,
  finishedAtMs: moment,
  videoId: word,
  creditsConsumed: z.number().nonnegative().max(1e12).optional().catch(undefined),
  costTimeMs: whenShape.optional().catch(undefined),
});

/** What a sidecar says of a task, as far as the answer told it. */
export type ReadRecord = z.output<typeof recordShape>;

const fileShape = z.object({
  role: z.enum(['video', 'thumbnail', 'input']),
  name: z.string(),
  folder: z.string().optional(),
  sizeBytes: sizeShape,
  sha256: sha256Shape,
  formerSha256: sha256Shape.optional().catch(undefined),
  extension: z.enum(mediaFormats),
  mimeType: z.enum(mediaTypes),
  width: points,
  height: points,
  durationMs: whenShape.optional().catch(undefined),
  codec: z
    .string()
    .regex(/^[\x20-\x7e]{4}$/)
    .optional()
    .catch(undefined),
});

/** A file as a sidecar names it. */
export type ReadFile = z.output<typeof fileShape>;

const mediaShape = z.object({
  videoUrl: link,
  thumbnailUrl: link.optional().catch(undefined),
  moreUrls: listOf(link, most.results - 1).transform(orNone),
});

const missedShape = z.object({ host, reason: shown(most.word) });

/**
 * A sidecar as anybody may have written it. Only the id is indispensable; whatever else cannot be read, or
 * could not be kept in the ledger, is left out, not held against the file.
 */
export const sidecarShape = z.object({
  reelkeep: z.object({ schema: z.number(), appVersion: shown(most.word).catch('') }),
  taskId: taskIdShape,
  endpoint,
  provider: shown(most.word).catch(''),
  host,
  account: shown(maxTagLength).catch(''),
  accountId: shown(most.word)
    .refine((id) => !(id in {}))
    .optional()
    .catch(undefined),
  record: recordShape.optional().catch(undefined),
  times: z
    .object({ added: isoTime, archived: isoTime, mediaSeen: isoTime, deadline: isoTime })
    .catch({ added: undefined, archived: undefined, mediaSeen: undefined, deadline: undefined }),
  media: mediaShape.optional().catch(undefined),
  isAncestor: z.literal(true).optional().catch(undefined),
  batchIndex: z.number().int().min(0).max(maxIdsInCall).optional().catch(undefined),
  missedInputs: listOf(missedShape, maxMissed).transform(orNone),
  files: listOf(fileShape, maxFiles),
  tags: listOf(
    z.string().transform((tag) => wellFormed(tag, maxTagLength)),
    maxTags,
  ),
  notes: z
    .string()
    .transform((notes) => wellFormed(notes, maxNotes))
    .catch(''),
  rawAnswer,
});
