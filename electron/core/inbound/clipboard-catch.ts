import { createHash } from 'node:crypto';
import type { TaskId } from '../../shared/id.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import { idsIn } from './text-files.ts';

/** What the catch needs. */
export interface ClipboardCatchOptions {
  readonly clock: Pick<MonotonicClock, 'after' | 'elapsed'>;
  /** The clipboard's text; empty where it holds something else. */
  readonly readText: () => Promise<string>;
  /** Whether an id is in the library, or was taken off it. */
  readonly isKnown: (id: TaskId) => boolean;
  readonly onFound: (ids: readonly TaskId[]) => void;
}

/**
 * Between two looks; more where a look takes long: the whole app waits for it, and who holds the clipboard may hand
 * over megabytes, or hang.
 */
const lookEveryMs = 1_000;
const restPerLook = 20;

/** A longer text is no answer of a provider; it is not even compared. UTF-16 units. */
const maxLength = 1_000_000;

/** A text in short, so that what was copied is not kept. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/**
 * Looks at the clipboard once a second, while the user wishes it, for task ids that are not in the library. It
 * keeps nothing of what it reads but a hash to know it again by.
 */
export class ClipboardCatch {
  readonly #options: ClipboardCatchOptions;
  #cancel: (() => void) | undefined;
  #isEnabled = false;
  #isLocked = false;
  /** What the clipboard held at the last look; `undefined` before the first: that is not told. */
  #last: string | undefined;
  /** The last text of Reelkeep's own. */
  #own: string | undefined;
  readonly #told = new Set<TaskId>();

  constructor(options: ClipboardCatchOptions) {
    this.#options = options;
  }

  /** The user has switched it on or off. */
  setEnabled(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    this.#update();
  }

  /** The session is locked: nothing is read. */
  setLocked(isLocked: boolean): void {
    this.#isLocked = isLocked;
    this.#update();
  }

  /** A text that Reelkeep itself puts there; it is not offered. */
  ignore(text: string): void {
    this.#own = digestOf(text);
  }

  dispose(): void {
    this.setEnabled(false);
  }

  #update(): void {
    const isOn = this.#isEnabled && !this.#isLocked;
    if (isOn && this.#cancel === undefined) this.#lookAfter(0);
    if (isOn || this.#cancel === undefined) return;
    this.#cancel();
    this.#cancel = undefined;
    if (!this.#isEnabled) this.#last = undefined;
  }

  #lookAfter(delayMs: number): void {
    this.#cancel = this.#options.clock.after(delayMs, () => void this.#look()); // never rejects
  }

  async #look(): Promise<void> {
    const timer = this.#cancel;
    const { clock } = this.#options;
    const startedMs = clock.elapsed();
    const text = await this.#read();
    const tookMs = clock.elapsed() - startedMs;
    try {
      if (text !== undefined && this.#cancel === timer) await this.#take(text);
    } finally {
      const isOn = this.#cancel === timer && timer !== undefined;
      if (isOn) this.#lookAfter(Math.max(lookEveryMs, tookMs * restPerLook));
    }
  }

  /** @returns `undefined` while another program holds the clipboard, and for what is too long */
  async #read(): Promise<string | undefined> {
    try {
      const text = await this.#options.readText();
      return text.length <= maxLength ? text : undefined;
    } catch {
      return undefined;
    }
  }

  async #take(text: string): Promise<void> {
    const digest = digestOf(text);
    const isFirst = this.#last === undefined;
    if (digest === this.#last) return;
    this.#last = digest;
    if (isFirst || digest === this.#own || text.trim() === '') return; // what was there before is not a copy of now
    const ids = (await idsIn(text)).filter(
      (id) => !this.#told.has(id) && !this.#options.isKnown(id),
    );
    if (ids.length === 0 || !this.#isEnabled) return;
    for (const id of ids) this.#told.add(id);
    this.#options.onFound(ids);
  }
}
