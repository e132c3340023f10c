import {
  type ApiEffect,
  type Effect,
  type FaultName,
  type FileEffect,
  faultTable,
} from './fault-table.ts';
import type { Endpoint, FileRole, LoggedRequest, Via } from './request-log.ts';

/** Which requests a fault meets. What is left out matches everything of its kind: API calls or files. */
export interface FaultOptions {
  /** How many requests it meets; without it, every one until it is cleared. */
  readonly times?: number;
  /** How many requests it lets through first. */
  readonly skip?: number;
  readonly endpoint?: Endpoint;
  readonly taskId?: string;
  readonly file?: FileRole;
  readonly via?: Via;
  readonly path?: RegExp;
  /** Only requests with (`true`) or without (`false`) a Range header. */
  readonly ranged?: boolean;
  /** From this moment of the provider's clock on. */
  readonly fromMs?: number;
  /** Other numbers than the table's. */
  readonly with?: Omit<ApiEffect, 'on'> | Omit<FileEffect, 'on'>;
}

/** A fault that has been set. */
export interface ActiveFault {
  readonly name: string;
  /** How many requests it has met so far. */
  readonly hits: number;
  /** Settles when the first request is met; of a stall or a hang, when it stands still. */
  readonly reached: Promise<void>;
  /** Lets everything go on that hangs or stalls, now and from now on. */
  release(): void;
  /** Meets no further request. What hangs keeps hanging. */
  clear(): void;
}

class Fault implements ActiveFault {
  readonly name: string;
  readonly effect: Effect;
  readonly options: FaultOptions;
  readonly reached: Promise<void>;
  readonly released: Promise<void>;
  hits = 0;
  #left: number;
  #toSkip: number;
  // Replaced at once: a promise runs its executor within its constructor.
  #reach = (): void => undefined;
  #release = (): void => undefined;

  constructor(name: string, effect: Effect, options: FaultOptions) {
    this.name = name;
    this.effect = effect;
    this.options = options;
    this.#left = options.times ?? Number.POSITIVE_INFINITY;
    this.#toSkip = options.skip ?? 0;
    this.reached = new Promise((resolve) => (this.#reach = resolve));
    this.released = new Promise((resolve) => (this.#release = resolve));
  }

  get isCounted(): boolean {
    return this.options.times !== undefined;
  }

  matches(request: LoggedRequest): boolean {
    const { endpoint, taskId, file, via, path, ranged, fromMs } = this.options;
    return (
      this.#left > 0 &&
      (this.effect.on === 'file') === (request.endpoint === 'file') &&
      (endpoint === undefined || endpoint === request.endpoint) &&
      (taskId === undefined || taskId === request.taskId) &&
      (file === undefined || file === request.file) &&
      (via === undefined || via === request.via) &&
      (path === undefined || path.test(request.path)) &&
      (ranged === undefined || ranged === (request.range !== undefined)) &&
      (fromMs === undefined || request.atMs >= fromMs)
    );
  }

  /** Counts a request that matches; `false` if it is one of those let through. */
  meet(): boolean {
    if (this.#toSkip > 0) {
      this.#toSkip -= 1;
      return false;
    }
    this.#left -= 1;
    this.hits += 1;
    return true;
  }

  reach(): void {
    this.#reach();
  }

  release(): void {
    this.#release();
  }

  clear(): void {
    this.#left = 0;
  }
}

/** All that befalls one request. */
export interface Trouble {
  readonly names: readonly string[];
  /** The effects laid over one another; `undefined` if nothing is wrong. */
  readonly effect: Effect | undefined;
  /** Tells the tests that the fault has taken place. */
  reach(): void;
  /** Settles when the test lets a hanging or stalled answer go on. */
  readonly released: Promise<unknown>;
}

/** The faults set on one provider. */
export class Faults {
  #faults: Fault[] = [];

  /** Sets a fault by its name in the table, or by what it does. */
  add(what: FaultName | Effect, options: FaultOptions = {}): ActiveFault {
    const name = typeof what === 'string' ? what : 'custom';
    const base: Effect = typeof what === 'string' ? faultTable[what] : what;
    // The kind (`on`) is the base's, so the union holds whatever numbers are laid over it.
    const effect = { ...base, ...options.with };
    const fault = new Fault(name, effect, options);
    this.#faults.push(fault);
    return fault;
  }

  clear(): void {
    for (const fault of this.#faults) fault.clear();
    this.#faults = [];
  }

  /**
   * What meets this request: every standing fault that matches and, laid over them, the oldest one that counts
   * its requests. So `failNext` twice fails the next two requests, one after the other.
   */
  take(request: LoggedRequest): Trouble {
    const matching = this.#faults.filter((fault) => fault.matches(request));
    const standing = matching.filter((fault) => !fault.isCounted);
    const counted = matching.filter((fault) => fault.isCounted).slice(0, 1);
    const met = [...standing, ...counted].filter((fault) => fault.meet());
    return {
      names: met.map((fault) => fault.name),
      effect: layered(met.map((fault) => fault.effect)),
      reach: () => {
        for (const fault of met) fault.reach();
      },
      released: Promise.race(met.map((fault) => fault.released)),
    };
  }
}

/** The effects over one another. They are of one kind: a request is for a file, or it is not. */
const layered = (effects: readonly Effect[]): Effect | undefined =>
  effects.length === 0
    ? undefined
    : effects.reduce((below, above): Effect => ({ ...below, ...above }));
