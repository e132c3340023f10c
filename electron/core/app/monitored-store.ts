import type { StateKind } from '../../shared/alert.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Alerts } from '../platform/alerts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { savingTrouble, type Store, type StoreRead } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';

const kinds: { readonly [name: string]: StateKind | undefined } = {
  settings: 'settings',
  accounts: 'settings',
  keys: 'keys',
};

/** After a refusal: so often something small is written, to see whether writing works again. */
const probeAfterMs = 10_000;

/** The document that is written for that. */
const probeName = 'probe';

/** Stands for the day's backup among the documents that were refused. */
const backups = 'backups';

function kindOf(name: string): StateKind {
  return name.startsWith('ledger/') ? 'list' : (kinds[name] ?? 'memory');
}

/** What was wrong with the documents of one kind that were read from the same source. */
interface Finding {
  readonly kind: StateKind;
  readonly origin: 'copy' | 'backup' | 'none';
  readonly keptAs: string | undefined;
  readonly savedAtMs: number | undefined;
}

/** What the monitored store needs. */
export interface MonitoredStoreOptions {
  readonly store: Store;
  readonly alerts: Alerts;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The store, watched: whatever was damaged, lost or cannot be written is said to the user, and not once
 * per document. Nothing is raised before `begin`: documents are read before anybody can hear of it.
 */
export class MonitoredStore implements Store {
  readonly #options: MonitoredStoreOptions;
  readonly #findings = new Map<string, Finding>();
  readonly #refused = new Set<string>();
  #hasBegun = false;
  #cancelProbe: (() => void) | undefined;

  constructor(options: MonitoredStoreOptions) {
    this.#options = options;
  }

  /** Whether tasks, or changes of them, are missing from the list that was read. */
  get hasLostTasks(): boolean {
    return [...this.#findings.values()].some(
      ({ kind, origin }) => kind === 'list' && origin !== 'copy',
    );
  }

  /** Says what was found so far, and from now on at once. */
  begin(): void {
    this.#hasBegun = true;
    for (const [key, finding] of this.#findings) this.#raise(key, finding);
  }

  /** Nothing is tried any more. */
  end(): void {
    this.#cancelProbe?.();
    this.#cancelProbe = undefined;
  }

  /**
   * Makes the backup of this day, unless it is there, in slices. A refusal is told to the user.
   * @throws the signal's reason once it is aborted
   */
  async backUpToday(turns = new Turns()): Promise<void> {
    const day = new Date(this.#options.clock.now()).toISOString().slice(0, 10);
    try {
      await this.#options.store.backUpInTurns(day, turns);
    } catch (error) {
      turns.throwIfEnded();
      this.#refuse(backups, error);
    }
  }

  list(folder: string): readonly string[] {
    return this.#options.store.list(folder);
  }

  read(name: string): StoreRead {
    const reading = this.#options.store.read(name);
    this.#note(name, reading);
    return reading;
  }

  write(name: string, value: JsonValue): void {
    try {
      this.#options.store.write(name, value);
    } catch (error) {
      this.#refuse(name, error);
      throw error;
    }
    this.#succeeded(name);
  }

  backUp(generation: string): void {
    const name = `ledger/${generation}`; // the ledger waits for it, and tries again by itself
    try {
      this.#options.store.backUp(generation);
    } catch (error) {
      this.#refuse(name, error);
      throw error;
    }
    this.#succeeded(name);
  }

  async backUpInTurns(generation: string, turns: Turns): Promise<void> {
    await this.#options.store.backUpInTurns(generation, turns);
  }

  #note(name: string, { origin, isDamaged, setAside, savedAtMs }: StoreRead): void {
    if (origin === 'file' || (isDamaged !== true && origin !== 'backup')) return;
    const kept = setAside === undefined ? '' : `; it is kept as ${setAside}`;
    this.#options.log.error(`${name} was damaged, and read from: ${origin}${kept}`);
    const kind = kindOf(name);
    const key = `state ${kind} ${origin}`;
    const known = this.#findings.get(key);
    // The oldest backup of several is what the user has to reckon with.
    const times = [known?.savedAtMs, savedAtMs].filter((atMs) => atMs !== undefined);
    const finding: Finding = {
      kind,
      origin,
      keptAs: known?.keptAs ?? setAside,
      savedAtMs: times.length === 0 ? undefined : Math.min(...times),
    };
    this.#findings.set(key, finding);
    if (this.#hasBegun) this.#raise(key, finding);
  }

  #raise(key: string, { kind, origin, keptAs, savedAtMs }: Finding): void {
    const what = { kind, ...(keptAs !== undefined && { keptAs }) };
    this.#options.alerts.raise(
      key,
      origin === 'none'
        ? { code: 'state-lost', ...what }
        : { code: 'state-restored', ...what, ...(savedAtMs !== undefined && { savedAtMs }) },
    );
  }

  #refuse(name: string, error: unknown): void {
    this.#options.log.error(`${name} could not be written: ${String(error)}`);
    this.#refused.add(name);
    this.#options.alerts.raise('state unwritable', {
      code: 'state-unwritable',
      ...savingTrouble(error),
    });
    this.#cancelProbe ??= this.#options.clock.after(probeAfterMs, () => {
      this.#probe();
    });
  }

  /** Nothing else may be written for hours, and what was refused was the user's to wish again. */
  #probe(): void {
    this.#cancelProbe = undefined;
    const owesBackup = this.#refused.has(backups);
    try {
      this.write(probeName, null);
    } catch {
      return; // refused again, and so tried again
    }
    if (owesBackup) void this.backUpToday(); // never rejects
  }

  /** Only the ledger tries again by itself; of all else any success shows that writing works again. */
  #succeeded(name: string): void {
    if (this.#refused.size === 0) return;
    this.#refused.delete(name);
    for (const other of this.#refused) {
      if (kindOf(other) !== 'list') this.#refused.delete(other);
    }
    if (this.#refused.size === 0) this.#options.alerts.clear('state unwritable');
  }
}
