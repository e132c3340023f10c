/** How fast time goes, at the provider and in the core alike. */
export const clockFactor = 60;

/** How a child is started. */
export interface ChildOptions {
  /** Where the app's own data and the archive lie. */
  readonly folder: string;
  /** Unix milliseconds from which the clock runs fast, the same in every life. */
  readonly startMs: number;
  /** The call to the file system at which the child kills itself, counted from 1. */
  readonly fatalCall?: number;
  /** Whether that call is still carried out. */
  readonly isCarriedOut?: boolean;
}

/** What the parent asks for, one line of JSON each. */
export type Request =
  | { readonly do: 'account'; readonly baseUrl: string; readonly key: string }
  | { readonly do: 'add'; readonly ids: readonly string[] }
  | { readonly do: 'remove'; readonly ids: readonly string[] }
  | { readonly do: 'limit'; readonly simultaneousTransfers: number }
  /** Out of safe mode, and a try for what was set aside. */
  | { readonly do: 'go-on' }
  /** Reads every archived file again, to the end. */
  | { readonly do: 'check' }
  | { readonly do: 'quit' };

/** What the child says, one line of JSON each. */
export type Report =
  /** The core runs. */
  | { readonly say: 'ready'; readonly calls: number }
  /** A request is done, and what it changed is on disk. */
  | { readonly say: 'did'; readonly what: Request['do'] }
  /** A request was refused. */
  | { readonly say: 'refused'; readonly what: Request['do']; readonly why: string }
  /** How many tasks have not come to an end, and what is under way. */
  | { readonly say: 'left'; readonly unfinished: number; readonly transfers: number }
  /** The very last word. */
  | { readonly say: 'dying'; readonly at: string };
