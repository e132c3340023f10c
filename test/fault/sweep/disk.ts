import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThreadRequest } from '../../../electron/core/files/disk-threads.ts';
import type { GateThreads } from '../../../electron/core/files/gate.ts';
import type { DiskStep, RefusingFs, Refusal } from '../../fake/refusing-fs.ts';
import { InlineDisk } from '../../simulation/faults/inline-disk.ts';

/** What goes wrong with the disk. */
export type Trouble =
  /** Whatever it is asked for is refused with a code: once, or from then on. */
  | { readonly kind: 'refuses'; readonly code: string; readonly lasts: boolean }
  /** From then on it refuses what needs room, having taken half of the first such write. */
  | { readonly kind: 'full'; readonly code: string }
  /** It takes only a part of a write: once, or from then on. */
  | { readonly kind: 'takes little'; readonly lasts: boolean }
  /** It says of a write that it took nothing of it, and not why. */
  | { readonly kind: 'takes nothing'; readonly lasts: boolean }
  /** What was not flushed yet is lost when it is to be flushed, once: a later flush knows nothing of it. */
  | { readonly kind: 'loses'; readonly code: string }
  /** What is in a file cannot be read any more, until it is emptied. */
  | { readonly kind: 'has a bad sector' };

/** A call of the system. */
export interface DiskCall {
  readonly step: DiskStep;
  readonly path: string;
  readonly newBytes: number;
}

/** The real operations on real files, slowly, of which the n-th call of the system and maybe later ones go wrong. */
export class SweepDisk implements GateThreads {
  readonly isScarce = false;
  /** Calls of the system since the disk was last set. */
  count = 0;
  readonly calls: DiskCall[] = [];
  /** Whether anything has gone wrong yet. */
  isMet = false;
  /** Called just before the first thing goes wrong. */
  onTrouble: () => void = () => undefined;
  readonly #fs: RefusingFs;
  readonly #folder: string;
  readonly #inline = new InlineDisk(() => undefined);
  readonly #turns: number;
  /** Files with bytes that were not flushed. */
  readonly #unflushed = new Set<string>();
  /** Files that were emptied since the disk was last set. */
  readonly #emptied = new Set<string>();
  /** What is safe of each file. */
  readonly #flushed = new Map<string, Buffer>();
  #trouble: (Trouble & { readonly at: number }) | undefined;

  /** @param turns of the event loop that each operation takes before it is done */
  constructor(fs: RefusingFs, folder: string, turns: number) {
    this.#fs = fs;
    this.#folder = folder;
    this.#turns = turns;
    fs.refuse = (step, path, newBytes) => this.#refuse({ step, path, newBytes });
    fs.onDone = (call, path) => {
      if (call === 'writeSync') this.#unflushed.add(path);
      if (call === 'fsyncSync') this.#unflushed.delete(path);
      if (call === 'ftruncateSync') this.#emptied.add(path);
      if (call === 'fsyncSync' && this.#trouble?.kind === 'loses') this.#keep(path);
    };
  }

  /** Lets the n-th call from now on go wrong; all is well again without trouble. */
  set(trouble: Trouble | undefined, at = 0): void {
    this.#trouble = trouble && { ...trouble, at };
    this.count = 0;
    this.calls.length = 0;
    this.#emptied.clear();
    this.#inline.changed();
    if (trouble?.kind !== 'loses') return;
    for (const name of readdirSync(this.#folder)) this.#keep(join(this.#folder, name));
  }

  /** What is open in the folder. */
  get opened(): readonly string[] {
    return this.#fs.opened.filter((path) => path.startsWith(this.#folder));
  }

  /** Whether a power cut could take nothing of a file. */
  isFlushed(path: string): boolean {
    return !this.#unflushed.has(path);
  }

  serve(): void {
    // Nobody waits for a thread.
  }

  withThread({ use, refuse }: ThreadRequest): () => void {
    return this.#inline.withThread({
      refuse,
      use: (thread) => {
        use({
          stopJob: () => undefined,
          giveUpJob: () => undefined,
          run: (root, job) => {
            void this.#turn().then(() => {
              thread.run(root, job);
            });
          },
        });
      },
    });
  }

  async #turn(): Promise<void> {
    for (let left = this.#turns; left > 0; left -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  }

  #refuse(call: DiskCall): Refusal | undefined {
    if (!call.path.startsWith(this.#folder)) return undefined;
    this.count += 1;
    this.calls.push(call);
    const trouble = this.#trouble;
    if (trouble === undefined || this.count < trouble.at) return undefined;
    if (this.count > trouble.at && !lasts(trouble)) return undefined;
    if (!canMeet(trouble, call)) return undefined;
    if (trouble.kind === 'has a bad sector' && this.#emptied.has(call.path)) return undefined;
    if (!this.isMet) this.#fs.spare(this.onTrouble);
    const refusal = this.#refusalOf(trouble, call);
    this.isMet = true;
    return refusal;
  }

  #refusalOf(trouble: Trouble, { step, path, newBytes }: DiskCall): Refusal {
    switch (trouble.kind) {
      case 'refuses':
        return trouble.code;
      case 'full': {
        const takenBytes = Math.floor(newBytes / 2);
        return step === 'write' && !this.isMet && takenBytes > 0 ? { takenBytes } : trouble.code;
      }
      case 'takes little':
        return { takenBytes: Math.ceil(newBytes / 3) };
      case 'takes nothing':
        return { takenBytes: 0 };
      case 'loses':
        this.#fs.spare(() => {
          this.#lose(path);
        });
        return trouble.code;
      case 'has a bad sector':
        return 'EIO';
    }
  }

  #keep(path: string): void {
    this.#flushed.set(
      path,
      this.#fs.spare(() => readFileSync(path)),
    );
  }

  /** The system forgets what it could not put on disk, and lets nobody see it any more. */
  #lose(path: string): void {
    const now = readFileSync(path);
    const flushed = this.#flushed.get(path) ?? Buffer.alloc(0);
    const left = Buffer.alloc(now.length);
    flushed.copy(left, 0, 0, Math.min(flushed.length, now.length));
    writeFileSync(path, left);
    this.#unflushed.delete(path);
  }
}

function lasts(trouble: Trouble): boolean {
  if (trouble.kind === 'full' || trouble.kind === 'has a bad sector') return true;
  return 'lasts' in trouble && trouble.lasts;
}

/** Whether a call can meet with a trouble at all. */
export function canMeet({ kind }: Trouble, { step, path, newBytes }: DiskCall): boolean {
  if (kind === 'has a bad sector') return step === 'read' && path.endsWith('.part');
  if (kind === 'full') return newBytes > 0;
  if (kind === 'takes little' || kind === 'takes nothing') return step === 'write' && newBytes > 1;
  return kind === 'refuses' || step === 'sync';
}
