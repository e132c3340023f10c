import { z } from 'zod';
import { maxKeptSelected } from '../settings/background.ts';
import { isText } from '../tags.ts';

const text = (maxLength: number) => z.string().max(maxLength).refine(isText, 'not a text');

/** Where the user was in the window, so that the next page begins there. */
export const keptView = z.object({
  filter: text(40),
  search: text(10_000),
  sort: text(40),
  selected: z.array(text(200)).max(maxKeptSelected),
  /** The selected task that the list shows; absent for none. */
  lead: text(200).optional(),
  /** How far the list is scrolled, in CSS pixels. */
  scrollTopPx: z.number().min(0),
  isTrashOpen: z.boolean(),
});

/** Where the user was in the window. */
export type KeptView = Readonly<z.output<typeof keptView>>;
