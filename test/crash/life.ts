import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ChildOptions, Report, Request } from './protocol.ts';

/** The core as a script, and where Node may keep what it has compiled of it. */
export interface BuiltChild {
  readonly script: string;
  readonly cacheFolder: string;
}

/** How a life ended. */
export interface Ending {
  readonly isKilled: boolean;
  /** What was under way, for the summary. */
  readonly at: string;
}

/** One process of the core, from its start to its end in whatever way. */
export class Life {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #phase = 'start-up';
  #lastWords: string | undefined;
  #isOver = false;
  #log = '';
  #hear: (() => void)[] = [];
  #reports: Report[] = [];

  constructor(options: ChildOptions, { script, cacheFolder }: BuiltChild) {
    const env = { ...process.env, NODE_COMPILE_CACHE: cacheFolder, NODE_NO_WARNINGS: '1' };
    this.#child = spawn(process.execPath, [script, JSON.stringify(options)], { env });
    this.#child.stderr?.on('data', (chunk) => (this.#log += String(chunk)));
    this.#child.stdin?.on('error', () => undefined); // it may be dead already
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        this.#take(JSON.parse(line) as Report); // written by the child's `say`
      });
    }
    this.ended = once(this.#child, 'close').then(([code, signal]) => {
      this.#isOver = true;
      for (const hear of this.#hear) hear();
      if (signal === null && code !== 0) throw new Error(`The core broke:\n${this.#log}`);
      return { isKilled: signal === 'SIGKILL', at: this.#lastWords ?? this.#phase };
    });
    this.ended.catch(() => undefined); // whoever waits for it hears of it
  }

  /** What it wrote into its log. */
  get log(): string {
    return this.#log;
  }

  /** What is under way, as far as it has said. */
  get phase(): string {
    return this.#phase;
  }

  /** The number of tasks without an end, and of transfers, as last said. */
  get left(): { readonly unfinished: number; readonly transfers: number } | undefined {
    return this.#last('left');
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Resolves with whether it happened: `false` when the process ended before. */
  until(holds: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        const isMet = holds();
        if (!isMet && !this.#isOver) return;
        this.#hear = this.#hear.filter((each) => each !== look);
        resolve(isMet);
      };
      this.#hear.push(look);
      look();
    });
  }

  isReady(): Promise<boolean> {
    return this.until(() => this.#last('ready') !== undefined);
  }

  /** Asks for something. @returns whether it was acknowledged before the process ended */
  async request(request: Request): Promise<boolean> {
    const before = this.#answers(request.do);
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return this.until(() => this.#answers(request.do) > before);
  }

  #answers(what: Request['do']): number {
    return this.#reports.filter((report) => report.say === 'did' && report.what === what).length;
  }

  #last<S extends Report['say']>(say: S): Extract<Report, { say: S }> | undefined {
    const report = this.#reports.findLast((each) => each.say === say);
    return report as Extract<Report, { say: S }> | undefined; // found by this very word
  }

  #take(report: Report): void {
    if (report.say === 'dying') this.#lastWords = report.at;
    if (report.say === 'refused') this.#log += `refused ${report.what}: ${report.why}\n`;
    if (report.say === 'ready') this.#phase = 'waiting for work';
    if (report.say === 'left') {
      if (report.unfinished === 0) this.#phase = 'after the work';
      else this.#phase = report.transfers > 0 ? 'transferring' : 'asking';
    }
    this.#reports.push(report);
    for (const hear of this.#hear) hear();
  }
}
