import { z } from 'zod';
import type { EndpointId } from '../../shared/endpoint.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { maxDurations } from './poll-curve.ts';

/** Name of the document in the store. */
const documentName = 'durations';

const schemaVersion = 1;

/** The record is a comfort, not the ledger: a crash may cost it these minutes. */
const writeAfterMs = 10 * 60_000;

/** No generation is faster, and none that took longer says anything about the next one. */
const plausible = { fromMs: 1000, toMs: 24 * 3_600_000 };

const documentShape = z.object({ endpoints: z.record(z.string(), z.array(z.unknown())) });

/** What the crash history needs. */
export interface DurationsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

function isPlausible(durationMs: unknown): durationMs is number {
  return (
    typeof durationMs === 'number' && durationMs >= plausible.fromMs && durationMs <= plausible.toMs
  );
}

/** How long this user's latest tasks took, by endpoint: the last 200 of each, read once, written seldom. */
export class Durations {
  readonly #options: DurationsOptions;
  readonly #byEndpoint = new Map<string, number[]>();
  #cancelWrite: (() => void) | undefined;

  constructor(options: DurationsOptions) {
    this.#options = options;
  }

  /** Reads the document. What is no plausible duration is left out. */
  load(): void {
    const { value } = this.#options.store.read(documentName);
    const document = documentShape.safeParse(value);
    if (!document.success) return;
    for (const [endpoint, durations] of Object.entries(document.data.endpoints)) {
      this.#byEndpoint.set(endpoint, durations.filter(isPlausible).slice(-maxDurations));
    }
  }

  /** The endpoint's durations in milliseconds, oldest first. */
  of(endpoint: EndpointId): readonly number[] {
    return this.#byEndpoint.get(endpoint) ?? [];
  }

  /**
   * Takes a duration in.
   * @returns whether it was plausible
   */
  add(endpoint: EndpointId, durationMs: number): boolean {
    if (!isPlausible(durationMs)) return false;
    const durations = this.#byEndpoint.get(endpoint) ?? [];
    this.#byEndpoint.set(endpoint, durations);
    durations.push(Math.round(durationMs));
    if (durations.length > maxDurations) durations.shift();
    this.#cancelWrite ??= this.#options.clock.after(writeAfterMs, () => {
      this.flush();
    });
    return true;
  }

  /** Writes what is new. A refused write costs nothing but the memory of some durations. */
  flush(): void {
    if (this.#cancelWrite === undefined) return;
    this.#cancelWrite();
    this.#cancelWrite = undefined;
    const endpoints = Object.fromEntries(this.#byEndpoint);
    try {
      this.#options.store.write(documentName, { version: schemaVersion, endpoints });
    } catch (error) {
      this.#options.log.warn(`${documentName} could not be written: ${String(error)}`);
    }
  }
}
