import { z } from 'zod';
import { isText } from './tags.ts';

/** What closing the window does: ask once, keep working, or quit. */
export const backgroundChoices = ['ask', 'keep', 'quit'] as const;

/** One of them. */
export type BackgroundChoice = (typeof backgroundChoices)[number];

/** How Reelkeep starts when the user logs in: not at all, without its window, with its window. */
export const loginStarts = ['off', 'hidden', 'window'] as const;

/** One of them. */
export type LoginStart = (typeof loginStarts)[number];

/** Where Reelkeep is found while its window is closed: by its tray icon, in the dock, or as a minimised window. */
export type BackgroundPlace = 'tray' | 'dock' | 'taskbar';

/** Selected tasks in a view that is kept; with more selected than this, the page itself is kept. */
export const maxKeptSelected = 1_000;

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
