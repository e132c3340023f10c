import { z } from 'zod';
import type { JsonValue } from '../../shared/json.ts';
import { toTaskId } from '../../shared/id.ts';
import { noticeCategories, type Notice } from '../../shared/notice.ts';

/** Older ones are not found again. */
const maxShown = 100;

const shape = z.object({
  /** The daemon that has numbered them: another one's numbers mean nothing. */
  daemon: z.string().max(200),
  shown: z
    .array(
      z.object({
        number: z.number().int().positive(),
        id: z.string().max(100),
        category: z.enum(noticeCategories),
        taskId: z
          .string()
          .transform((id) => toTaskId(id))
          .optional(),
        isGone: z.literal(true).optional(),
      }),
    )
    .max(maxShown),
});

type Stored = z.output<typeof shape>;

/** A notice on the screen, by the daemon's number for it. */
export type ShownNotice = Stored['shown'][number];

/** Which notices the daemon shows, kept so that a click on one is understood after a restart too. */
export class ShownNotices {
  #stored: Stored;

  /** @param kept what an earlier run has kept, which anybody may have written */
  constructor(kept: unknown) {
    const read = shape.safeParse(kept);
    this.#stored = read.success ? read.data : { daemon: '', shown: [] };
  }

  /** What is to be kept. */
  get document(): JsonValue {
    return this.#stored as unknown as JsonValue; // numbers and text only
  }

  /** Says which daemon there is: one of another name has none of these. */
  setDaemon(daemon: string): void {
    if (daemon !== this.#stored.daemon) this.#stored = { daemon, shown: [] };
  }

  /** The number of the notice whose place this one takes: its older version, or the older one of its category. */
  replacedBy({ id, category }: Pick<Notice, 'id' | 'category'>): number | undefined {
    const { shown } = this.#stored;
    return shown.findLast((each) => !each.isGone && (each.id === id || each.category === category))
      ?.number;
  }

  find(number: number): ShownNotice | undefined {
    return this.#stored.shown.find((each) => each.number === number);
  }

  add(number: number, { id, category, taskIds }: Notice): void {
    const others = this.#stored.shown.filter((each) => each.number !== number);
    const [taskId] = taskIds;
    const one = { number, id, category, taskId: taskIds.length === 1 ? taskId : undefined };
    this.#stored = { ...this.#stored, shown: [...others, one].slice(-maxShown) };
  }

  /** It is gone from the screen. What keeps old ones may still hand on a click, and some say this before the click. */
  gone(number: number): void {
    const shown = this.#stored.shown.map((each) =>
      each.number === number ? { ...each, isGone: true as const } : each,
    );
    this.#stored = { ...this.#stored, shown };
  }
}
