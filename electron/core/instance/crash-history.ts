import { z } from 'zod';
import { toTaskId, type TaskId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import type { InFlightJournal } from './in-flight-journal.ts';

/** The store's document. */
const documentName = 'run';

/**
 * A run that ended badly within this time of its start, or of its going on, counts towards a crash loop.
 * A power cut in the evening after a day of work does not.
 */
export const shortRunMs = 5 * 60_000;

/** After this many short runs in a row that ended badly, the next one starts carefully. */
const crashesToSafeMode = 2;

const suspicionShape = z.object({
  /** How often in a row Reelkeep has ended badly while this task was in flight. */
  crashes: z.number().int().positive(),
  /** Unix milliseconds of the start that found it out. */
  atMs: z.number(),
});

/** What speaks against a task. */
export type CrashSuspicion = z.infer<typeof suspicionShape>;

const documentShape = z.object({
  /** `running`: begun not long ago; `stable`: for longer than a crash loop takes; `clean`: ended by a quit. */
  state: z.enum(['running', 'stable', 'clean']),
  startedAtMs: z.number(),
  /** Short runs that ended badly before this one, in a row. */
  crashes: z.number().int().nonnegative(),
  suspects: z.record(z.string(), suspicionShape).catch({}),
});

type RunDocument = z.infer<typeof documentShape>;

/** What the crash history needs. */
export interface CrashHistoryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly inFlight: InFlightJournal;
}

/**
 * Knows how the runs before this one ended: one document, written at a run's start, once it is stable,
 * and at its end. A task that was in flight when a run ended badly is suspect until it has been
 * processed without a crash.
 */
export class CrashHistory {
  readonly #options: CrashHistoryOptions;
  readonly #suspects = new Map<TaskId, CrashSuspicion>();
  #crashes = 0;
  #startedAtMs = 0;
  #state: RunDocument['state'] = 'running';
  #cancelStable: (() => void) | undefined;

  constructor(options: CrashHistoryOptions) {
    this.#options = options;
  }

  /** Reads how the last run ended, and notes that this one has begun. Once, at the start. */
  begin(): void {
    const { store, clock, inFlight, log } = this.#options;
    this.#startedAtMs = clock.now();
    const before = documentShape.safeParse(store.read(documentName).value).data;
    const wasBad = before !== undefined && before.state !== 'clean';
    for (const [text, suspicion] of Object.entries(before?.suspects ?? {})) {
      const id = toTaskId(text);
      if (id !== undefined) this.#suspects.set(id, suspicion);
    }
    const caught = wasBad ? inFlight.leftovers() : [];
    for (const id of caught) {
      const crashes = (this.#suspects.get(id)?.crashes ?? 0) + 1;
      this.#suspects.set(id, { crashes, atMs: this.#startedAtMs });
    }
    inFlight.clear();
    this.#crashes = before?.state === 'running' ? before.crashes + 1 : 0;
    if (wasBad) {
      const what = caught.length === 0 ? 'nothing' : caught.join(', ');
      log.warn(`The last run did not end with a quit (${before.state}); in flight was ${what}`);
    }
    this.#write();
    if (!this.isCareful) this.watch();
  }

  /** Short runs that ended badly, in a row, right before this one. */
  get crashes(): number {
    return this.#crashes;
  }

  /** Whether this run must not do by itself what may have ended the last ones. */
  get isCareful(): boolean {
    return this.#crashes >= crashesToSafeMode;
  }

  /** Counts from now on: a run that lives for as long as a crash loop does not is stable. */
  watch(): void {
    this.#cancelStable?.();
    this.#cancelStable = this.#options.clock.after(shortRunMs, () => {
      this.#state = 'stable';
      this.#write();
    });
  }

  /** Notes that this run ends because it was asked to. */
  end(): void {
    this.#cancelStable?.();
    this.#state = 'clean';
    this.#write();
  }

  suspicionOf(id: TaskId): CrashSuspicion | undefined {
    return this.#suspects.get(id);
  }

  /** Clears suspicion: the task was processed without a crash, or is gone. */
  acquit(id: TaskId): void {
    if (this.#suspects.delete(id)) this.#write();
  }

  /** Without a record the next start is an ordinary one: nothing is kept from working by it. */
  #write(): void {
    const { store, log } = this.#options;
    try {
      store.write(documentName, {
        state: this.#state,
        startedAtMs: this.#startedAtMs,
        crashes: this.#crashes,
        suspects: Object.fromEntries(this.#suspects),
      });
    } catch (error) {
      log.error(`${documentName} could not be written: ${String(error)}`);
    }
  }
}
