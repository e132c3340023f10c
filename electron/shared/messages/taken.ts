/** Who works with the data folder already, as far as it is known. */
export interface TakenBy {
  readonly pid: number;
  readonly host: string;
  /** Unix milliseconds. */
  readonly sinceMs: number;
  /** Nobody can say from here whether it still runs. */
  readonly isUnsure: boolean;
}

/** What is said, and what the buttons are called, when Reelkeep cannot have its own data folder. */
export interface TakenWords {
  readonly message: string;
  readonly detail: string;
  /** The first one quits; the second one, if there is one, starts all the same. */
  readonly buttons: readonly string[];
}

/** The words for a data folder that another Reelkeep works with. */
export function describeTaken(by: TakenBy, folder: string): TakenWords {
  const since = new Date(by.sinceMs).toLocaleString('en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const who = `Process ${String(by.pid)} on ${by.host} has worked with ${folder} since ${since}.`;
  const why =
    'Two at once would write over each other’s list of videos, so this one does not start.';
  return by.isUnsure
    ? {
        message: 'Reelkeep may be running elsewhere',
        detail: `${who} ${why}\n\nQuit Reelkeep there, then start it here again. If it does not run there any more, start it all the same.`,
        buttons: ['Quit', 'Start all the same'],
      }
    : {
        message: 'Reelkeep is already running',
        detail: `${who} ${why}\n\nGo on in its window, or quit it there, then start it here again.`,
        buttons: ['Quit'],
      };
}
