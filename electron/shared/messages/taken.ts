import { m } from './catalogue.ts';

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
  /** The first one quits; the second one, if there is one, starts anyway. */
  readonly buttons: readonly string[];
}

/** The words for a data folder that another Reelkeep works with. */
export function describeTaken(by: TakenBy, folder: string): TakenWords {
  const { quit, taken } = m.start;
  const who = taken.who(by, folder);
  return by.isUnsure
    ? {
        message: taken.unsure,
        detail: `${who}\n\n${taken.unsureRemedy}`,
        buttons: [quit, taken.startAnyway],
      }
    : { message: taken.running, detail: `${who}\n\n${taken.runningRemedy}`, buttons: [quit] };
}
