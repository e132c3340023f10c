import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Downloader } from '../../../electron/core/download/downloader.ts';
import { textOf, toNote } from '../../../electron/core/download/part-note.ts';
import { linkDigest } from '../../../electron/core/download/resume.ts';
import { useThreads } from '../../../electron/core/files/gate.ts';
import { Root } from '../../../electron/core/files/root.ts';
import { toDiskFailure } from '../../../electron/core/platform/disk-error.ts';
import { silentLog } from '../../../electron/core/platform/log.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import type { Outcome } from '../../../electron/shared/outcome.ts';
import type { ProvenMedia } from '../../../electron/shared/task.ts';
import type { RefusingFs } from '../../fake/refusing-fs.ts';
import { SweepClock } from './clock.ts';
import { SweepDisk, type DiskCall, type Trouble } from './disk.ts';
import { sha256 } from './film.ts';
import { SweepHost, type BreakPoint, type Serving } from './host.ts';

/** What lies there of an earlier try. */
export interface Before {
  readonly film: Buffer;
  readonly etag: string;
  readonly bytes: number;
}

/** A transfer of a film, before anything goes wrong. */
export interface Scenario {
  readonly name: string;
  readonly serving: Serving;
  readonly before?: Before;
  /** The most that a trouble may cost: what comes between two checkpoints, and what is on its way. */
  readonly slackBytes: number;
  /** Turns of the event loop that each operation of the disk takes. */
  readonly diskTurns: number;
}

/** What goes wrong with it. */
export interface Plan {
  readonly trouble?: Trouble | undefined;
  /** At which call of the system, from 1. */
  readonly at?: number | undefined;
  readonly breakPoint?: BreakPoint | undefined;
}

/** How it went. */
export interface Report {
  /** What broke a promise. */
  readonly wrong: readonly string[];
  /** What the first try asked of the disk. */
  readonly calls: readonly DiskCall[];
}

const parent = process.platform === 'linux' ? '/dev/shm' : tmpdir(); // memory, where it is a disk
const url = 'https://files.example.com/film.mp4';

/** Nothing takes longer that only waits for turns of the event loop, in milliseconds. */
const hangsMs = 10_000;

/** What a broken connection or a stopped transfer may be called. */
const ofConnection: ReadonlySet<string> = new Set([
  'unreachable',
  'media-truncated',
  'media-stalled',
  'transfer-stopped',
  'media-not-media', // nothing came at all
]);

let runs = 0;

/** A transfer that something goes wrong with, and once all is well again a second one. */
export class Run {
  readonly #scenario: Scenario;
  readonly #plan: Plan;
  readonly #disk: SweepDisk;
  readonly #host: SweepHost;
  readonly #clock = new SweepClock();
  readonly #fs: RefusingFs;
  readonly #folder = mkdtempSync(join(parent, 'reelkeep-sweep-'));
  readonly #partPath: string;
  readonly #root: Root;
  readonly #wrong: string[] = [];
  #stop = new AbortController();
  /** The full disk had all of the film, and its note, before it refused anything. */
  #wasAllThere = false;

  constructor(fs: RefusingFs, scenario: Scenario, plan: Plan) {
    runs += 1;
    this.#fs = fs;
    this.#scenario = scenario;
    this.#plan = plan;
    this.#partPath = `film-${String(runs)}.mp4.part`; // the disk's thread remembers names
    this.#host = new SweepHost(scenario.serving, this.#clock);
    this.#host.onStop = () => {
      this.#stop.abort();
    };
    this.#layOut();
    this.#disk = new SweepDisk(fs, this.#folder, scenario.diskTurns);
    useThreads(this.#disk);
    this.#root = new Root(this.#folder);
  }

  /** Runs both, and looks at all that they promise. */
  async live(): Promise<Report> {
    const onRejection = (error: unknown) => this.#wrong.push(`unhandled: ${String(error)}`);
    process.on('unhandledRejection', onRejection);
    try {
      const calls = await this.#firstTry();
      await this.#secondTry();
      return { wrong: this.#wrong, calls };
    } finally {
      process.off('unhandledRejection', onRejection);
      this.#fs.refuse = () => undefined;
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }

  async #firstTry(): Promise<readonly DiskCall[]> {
    const { trouble, at, breakPoint } = this.#plan;
    let keptBytes = this.#continuableBytes();
    this.#disk.onTrouble = () => (keptBytes = this.#continuableBytes());
    this.#disk.set(trouble, at);
    this.#host.breakPoint = breakPoint;
    const outcome = await this.#fetch('first');
    const calls = [...this.#disk.calls];
    this.#disk.set(undefined);
    if (outcome?.ok === false && !this.#mayFail(outcome.failure))
      this.#wrong.push(`first: failed with ${JSON.stringify(outcome.failure)}`);
    const leftBytes = this.#continuableBytes();
    if (this.#disk.isMet && leftBytes < keptBytes && !this.#mayBeginAnew(outcome))
      this.#wrong.push(`first: of ${String(keptBytes)} noted bytes ${String(leftBytes)} are left`);
    if (trouble?.kind === 'full' && outcome?.ok === false) {
      this.#expectAllNoted(leftBytes);
      this.#wasAllThere = keptBytes === this.#scenario.serving.film.length;
    }
    return calls;
  }

  /** What was noted gave way to another version, or to one of a host that sends no parts; then that one broke. */
  #mayBeginAnew(outcome: Outcome<ProvenMedia, Failure> | undefined): boolean {
    const { before, serving } = this.#scenario;
    const isReplaced =
      before !== undefined && (before.etag !== serving.etag || !serving.takesRanges);
    const isBroken = outcome?.ok === false && ofConnection.has(outcome.failure.code);
    return this.#isTakenForAbsent || (isReplaced && isBroken);
  }

  /** A disk that says of what is there that it is not. */
  get #isTakenForAbsent(): boolean {
    const { trouble } = this.#plan;
    return trouble?.kind === 'refuses' && trouble.code === 'ENOENT';
  }

  /** A full disk takes no more, but nothing of what it took is fetched again. */
  #expectAllNoted(leftBytes: number): void {
    if (this.#read(`${this.#partPath}.json`) === undefined) return;
    const sizeBytes = this.#read(this.#partPath)?.length ?? 0;
    if (leftBytes < sizeBytes)
      this.#wrong.push(
        `first: the full disk took ${String(sizeBytes)}, noted ${String(leftBytes)}`,
      );
  }

  async #secondTry(): Promise<void> {
    const { serving, before, slackBytes } = this.#scenario;
    const { takesRanges, isCoded, film, etag } = serving;
    this.#stop = new AbortController();
    this.#host.breakPoint = undefined;
    const leftBytes = this.#noteTag() === etag ? this.#continuableBytes() : 0;
    const answered = this.#host.starts.length;
    const outcome = await this.#fetch('second');
    if (outcome?.ok === false)
      this.#wrong.push(`second: failed with ${JSON.stringify(outcome.failure)}`);
    const junk = this.#names().filter((name) => !/\.part(\.json)?$/.test(name));
    if (junk.length > 0) this.#wrong.push(`second: left ${junk.join(', ')}`);
    if (this.#wasAllThere && this.#host.starts.length > answered)
      this.#wrong.push('second: asked for what was all there');
    if (!takesRanges || isCoded) return;
    const [start] = this.#host.starts.slice(answered);
    if (start !== undefined && start !== leftBytes)
      this.#wrong.push(`second: began at ${String(start)}, not at ${String(leftBytes)}`);
    const hadBytes = before?.etag === etag ? before.bytes : 0;
    const againBytes = this.#host.sentBytes - (film.length - hadBytes);
    if (againBytes > slackBytes && !this.#isTakenForAbsent)
      this.#wrong.push(`fetched ${String(againBytes)} bytes again`);
  }

  async #fetch(which: string): Promise<Outcome<ProvenMedia, Failure> | undefined> {
    const downloader = new Downloader({
      userAgent: 'Sweep',
      clock: this.#clock,
      log: silentLog,
      origin: this.#host,
      chance: () => 0.5,
    });
    const fetching = downloader.fetch({
      url,
      baseUrl: 'https://api.example.com',
      root: this.#root,
      partPath: this.#partPath,
      kind: 'video',
      signal: this.#stop.signal,
      onProgress: () => undefined,
    });
    let timer: NodeJS.Timeout | undefined;
    const hang = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.#wrong.push(`${which}: hangs`);
        resolve(undefined);
      }, hangsMs);
    });
    try {
      const outcome = await Promise.race([fetching, hang]);
      if (outcome?.ok === true) this.#expectProven(which, outcome.value);
      return outcome;
    } catch (error) {
      this.#wrong.push(
        `${which}: threw ${error instanceof Error ? String(error.stack) : String(error)}`,
      );
      return undefined;
    } finally {
      clearTimeout(timer);
      if (this.#disk.opened.length > 0)
        this.#wrong.push(`${which}: left open ${this.#disk.opened.join(', ')}`);
    }
  }

  #expectProven(which: string, proven: ProvenMedia): void {
    const served = this.#scenario.serving.sha256;
    const found = this.#read(this.#partPath);
    if (proven.sha256 !== served) this.#wrong.push(`${which}: proven is another file`);
    if (found === undefined || sha256(found) !== served)
      this.#wrong.push(`${which}: what is on disk is another file`);
    if (!this.#disk.isFlushed(join(this.#folder, this.#partPath)))
      this.#wrong.push(`${which}: proven, but not flushed`);
  }

  #mayFail(failure: Failure): boolean {
    const { trouble, breakPoint } = this.#plan;
    if (breakPoint !== undefined && ofConnection.has(failure.code)) return true;
    if (trouble === undefined) return false;
    if (trouble.kind === 'takes nothing') return failure.code === 'disk-error';
    return 'code' in trouble && failure.code === toDiskFailure(trouble.code, '').code;
  }

  /** How many bytes the note on disk vouches for, and rightly. */
  #continuableBytes(): number {
    const note = toNote(this.#read(`${this.#partPath}.json`)?.toString() ?? '');
    const bytes = this.#read(this.#partPath);
    if (note === undefined || bytes === undefined || bytes.length < note.provenBytes) return 0;
    const isProven = sha256(bytes.subarray(0, note.provenBytes)) === note.provenSha256;
    return isProven ? note.provenBytes : 0;
  }

  #noteTag(): string | undefined {
    return toNote(this.#read(`${this.#partPath}.json`)?.toString() ?? '')?.etag;
  }

  #read(name: string): Buffer | undefined {
    return this.#fs.spare(() => {
      if (!this.#names().includes(name)) return undefined;
      return readFileSync(join(this.#folder, name));
    });
  }

  #names(): readonly string[] {
    return readdirSync(this.#folder);
  }

  #layOut(): void {
    mkdirSync(this.#folder, { recursive: true });
    const { before } = this.#scenario;
    if (before === undefined) return;
    const bytes = before.film.subarray(0, before.bytes);
    writeFileSync(join(this.#folder, this.#partPath), bytes);
    const note = textOf({
      linkSha256: linkDigest(url),
      totalBytes: before.film.length,
      etag: before.etag,
      provenBytes: bytes.length,
      provenSha256: sha256(bytes),
    });
    writeFileSync(join(this.#folder, `${this.#partPath}.json`), note);
  }
}
