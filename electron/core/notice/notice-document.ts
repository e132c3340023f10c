import { z } from 'zod';
import type { JsonValue } from '../../shared/json.ts';
import type { TaskId } from '../../shared/id.ts';
import {
  maxNotices,
  maxTasksInNotice,
  noticeActions,
  noticeCategories,
  noticeSeverities,
  type InboxEntry,
} from '../../shared/notice.ts';
import { taskIdShape, textShape, whenShape } from '../platform/storable.ts';
import { stepHours, type ToldStep } from './deadline-steps.ts';
import type { ToldTrouble } from './trouble-watch.ts';

/** The document's name in the store. */
export const noticeDocument = 'notices';

/** The longest title and body of a notice, in characters. */
export const longest = { title: 120, body: 600 } as const;

/** Of these no more are kept over a restart; those that came last. */
export const maxKept = { steps: 20_000, held: 5_000, troubles: 200 } as const;

const idShape = taskIdShape.transform((id) => id as TaskId); // refined: it is one

const entryShape = z.object({
  id: textShape(100),
  atMs: whenShape,
  severity: z.enum(noticeSeverities),
  category: z.enum(noticeCategories),
  // A sign of "…" more than what is cut.
  title: textShape(longest.title + 1),
  body: textShape(longest.body + 1),
  taskIds: z.array(idShape).max(maxTasksInNotice),
  actions: z.array(z.enum(noticeActions)).max(noticeActions.length),
  isRead: z.boolean(),
});

const stepShape = z
  .tuple([idShape, z.literal(stepHours), whenShape])
  .transform(([id, hours, deadlineMs]): ToldStep => ({ id, hours, deadlineMs }));

const troubleShape = z.object({
  key: textShape(1_000),
  title: textShape(longest.title + 1),
  tellsEnd: z.boolean(),
});

/** What of a list can be read, the last so many of it. */
function readable<Shape extends z.ZodType>(shape: Shape, most: number) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items): z.output<Shape>[] =>
      items.slice(-most).flatMap((item) => {
        const read = shape.safeParse(item);
        return read.success ? [read.data] : [];
      }),
    );
}

const documentShape = z.object({
  entries: readable(entryShape, maxNotices),
  steps: readable(stepShape, maxKept.steps),
  troubles: readable(troubleShape, maxKept.troubles),
  held: readable(idShape, maxKept.held),
  heldOffers: readable(idShape, maxKept.held),
  heldTroubles: readable(textShape(1_000), maxKept.troubles),
  endsToldMs: whenShape.optional().catch(undefined),
});

/** What is kept of notices over a restart. */
export interface KeptNotices {
  /** Oldest first. */
  readonly entries: readonly InboxEntry[];
  readonly steps: readonly ToldStep[];
  readonly troubles: readonly ToldTrouble[];
  /** Tasks whose ends and deadlines were held back in quiet hours. */
  readonly held: readonly TaskId[];
  /** Ids whose offers were. */
  readonly heldOffers: readonly TaskId[];
  /** The keys of troubles that were. */
  readonly heldTroubles: readonly string[];
  /** Ends with a stamp up to this one were told, or were not to be. Absent where that was never noted. */
  readonly endsToldMs?: number | undefined;
}

/** What the document says; whatever of it cannot be read is left out. */
export function readNotices(value: unknown): KeptNotices {
  const read = documentShape.safeParse(value);
  if (read.success) return read.data;
  return { entries: [], steps: [], troubles: [], held: [], heldTroubles: [], heldOffers: [] };
}

/** The document. */
export function writeNotices(kept: KeptNotices): JsonValue {
  const { entries, steps, troubles, held, heldTroubles, heldOffers, endsToldMs } = kept;
  const document = {
    version: 1,
    entries: entries.slice(-maxNotices),
    steps: steps.slice(-maxKept.steps).map(({ id, hours, deadlineMs }) => [id, hours, deadlineMs]),
    troubles: troubles
      .slice(-maxKept.troubles)
      .map(({ key, title, tellsEnd }) => ({ key, title, tellsEnd })),
    held: held.slice(-maxKept.held),
    heldOffers: heldOffers.slice(-maxKept.held),
    heldTroubles: heldTroubles.slice(-maxKept.troubles),
    ...(endsToldMs !== undefined && { endsToldMs }),
  };
  return document as unknown as JsonValue; // numbers, text, booleans only
}
