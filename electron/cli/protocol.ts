import { z } from 'zod';
import { maxIdsInCall } from '../shared/contract/batches.ts';
import { isText } from '../shared/tags.ts';
import { toTaskId, type TaskId } from '../shared/id.ts';
import { updateSteps } from './command-table.ts';
import { taskStates } from './task-states.ts';

/** Goes up when older sides would misunderstand a message. */
export const protocolVersion = 1;

/** The longest line from the client: 100,000 ids of the longest kind. Bytes. */
export const maxRequestBytes = 16 * 1024 * 1024;

/** The longest line to the client: one video with very long notes. Bytes. */
export const maxMessageBytes = 8 * 1024 * 1024;

/** While an answer is made, there is a sign of life at least this often. */
export const aliveEveryMs = 3_000;

/** A side that says nothing for so long is not there. */
export const silentAfterMs = 20_000;

const text = z.string().max(200).refine(isText, 'not a text');
const taskIdInput = z
  .string()
  .refine((word) => toTaskId(word) === word, 'not a task id')
  .transform((word) => word as TaskId); // refined above
const version = z.literal(protocolVersion);

/** What is asked, one line of JSON for each connection. */
export const requestShape = z.discriminatedUnion('command', [
  z.object({
    version,
    command: z.literal('add'),
    ids: z.array(taskIdInput).min(1).max(maxIdsInCall),
    endpoint: text.optional(),
    /** A name or an id; the first account if absent. */
    account: text.optional(),
  }),
  z.object({
    version,
    command: z.literal('list'),
    state: z.enum(taskStates).optional(),
  }),
  z.object({ version, command: z.literal('status') }),
  z.object({
    version,
    command: z.literal('check'),
    /** All unfinished ones if absent. */
    ids: z.array(taskIdInput).max(maxIdsInCall).optional(),
  }),
  z.object({ version, command: z.literal('verify') }),
  z.object({ version, command: z.literal('update'), step: z.enum(updateSteps).optional() }),
]);

/** A request that was checked. */
export type Request = z.output<typeof requestShape>;

const record = z.record(z.string(), z.unknown());

/** What is answered, line by line; `done` or `failed` comes last. */
export const messageShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), task: record }),
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('alive') }),
  z.object({ kind: z.literal('done'), result: record }),
  /** The failure's code, and its words. */
  z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
]);

/** A line of an answer. */
export type Message = z.output<typeof messageShape>;

/** JSON on one line that no terminal obeys: DEL and C1 controls are escaped like the others. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(
    /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
