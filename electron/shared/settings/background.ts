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
