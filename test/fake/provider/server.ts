import { createServer } from 'node:http';
import type { ApiState } from './api.ts';
import { Door } from './door.ts';
import { type Effect, type FaultName, faultTable } from './fault-table.ts';
import { type ActiveFault, type FaultOptions, Faults } from './faults.ts';
import { handle } from './handler.ts';
import { HostedFiles } from './hosted-files.ts';
import { type Ids, createIds } from './ids.ts';
import type { LoggedRequest, OpenRequest } from './request-log.ts';
import { RequestWaiters } from './request-waiters.ts';
import type { Step } from './script.ts';
import { type ExpiryOptions, FakeTask, type TaskSpec } from './tasks.ts';

/** How a provider is to be. */
export interface FakeProviderOptions {
  /** Default: a key of this provider's own. */
  readonly key?: string;
  /** Default: 0, any free one. */
  readonly port?: number;
  /** Milliseconds since 1970; scripts, retention and the log go by it. Default: `Date.now`. */
  readonly clock?: () => number;
  /** The same seed gives the same ids. Default: random. */
  readonly seed?: string;
  /** More API calls than this within a second of the clock are answered with code 429. Default: any number. */
  readonly maxCallsPerSecond?: number;
  /** Answers carry the clock's time as their date, also when it is not the computer's. */
  readonly datesByClock?: boolean;
  /** Serve agents like `node` or `got` too, which the real gateway answers with 403. */
  readonly allowAnyAgent?: boolean;
  /** Called with every request once its answer has ended. */
  readonly log?: (request: LoggedRequest) => void;
}

/** Starts a provider on a port of 127.0.0.1. */
export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const provider = new FakeProvider(options);
  await provider.listen(options.port ?? 0);
  return provider;
}

/** A provider that speaks the real one's API, with tasks and faults set by tests. */
export class FakeProvider {
  readonly key: string;
  /** What `chat/credit` answers. */
  credits = 5916.25;
  readonly #clock: () => number;
  readonly #options: FakeProviderOptions;
  readonly #ids: Ids;
  readonly #files = new HostedFiles();
  readonly #tasks = new Map<string, FakeTask>();
  readonly #faults = new Faults();
  readonly #requests: OpenRequest[] = [];
  readonly #waiters = new RequestWaiters();
  readonly #door: Door;
  #baseUrl = '';

  constructor(options: FakeProviderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#ids = createIds(options.seed);
    this.key = options.key ?? `fake-${this.#ids.hex()}`;
    const state = {
      api: () => this.#apiState(),
      faults: this.#faults,
      clock: this.#clock,
      refusal: (entry: OpenRequest) => this.#refusal(entry),
      onBegun: (entry: OpenRequest) => {
        this.#requests.push(entry);
      },
      onEnded: (entry: OpenRequest) => {
        this.#waiters.settle(entry);
        options.log?.(entry);
      },
    };
    const server = createServer((request, response) => {
      if (options.datesByClock === true) {
        response.setHeader('date', new Date(this.#clock()).toUTCString());
      }
      void handle(request, response, state);
    });
    this.#door = new Door(server);
  }

  /** `http://127.0.0.1:port`, without a slash at its end. */
  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** Every request so far, in order of arrival, those still being answered too. */
  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  /** The requests for a task's record and files. */
  requestsOf(taskId: string): readonly LoggedRequest[] {
    return this.#requests.filter((request) => request.taskId === taskId);
  }

  /** Forgets the requests so far. */
  clearRequests(): void {
    this.#requests.length = 0;
  }

  /** Settles with the first request, past or to come, that was answered to its end and that the test accepts. */
  answered(accepts: (request: LoggedRequest) => boolean): Promise<LoggedRequest> {
    const past = this.#requests.find((request) => request.outcome !== 'open' && accepts(request));
    return past === undefined ? this.#waiters.add(accepts) : Promise.resolve(past);
  }

  /** Adds a task and says its id. */
  addTask(spec: TaskSpec): string {
    const world = {
      files: this.#files,
      ids: this.#ids,
      clock: this.#clock,
      baseUrl: () => this.#baseUrl,
    };
    const task = new FakeTask(spec, world);
    this.#tasks.set(task.id, task);
    return task.id;
  }

  /** Gives a task a new script that begins now; a single step stays until the next call. */
  setTask(id: string, script: Step | readonly Step[]): void {
    this.#task(id).setScript('state' in script ? [script] : script);
  }

  /** Moves a task on to the next step of its script. */
  advance(id: string): void {
    this.#task(id).advance();
  }

  /** Where a task stands. */
  stepOf(id: string): Step {
    return this.#task(id).step;
  }

  /** An unknown id from now on. */
  removeTask(id: string): void {
    this.#tasks.delete(id);
  }

  /** A well-formed id that no task has. */
  unknownId(form: 'hex' | 'uuid' = 'hex'): string {
    return this.#ids[form]();
  }

  /** The addresses that a task's answers have named so far stop working. */
  expireFiles(id: string, options: ExpiryOptions = {}): void {
    this.#task(id).expireFiles(options);
  }

  /** Makes a file of the test's own known, to be named in a script or served by `fileUrl`. */
  addFile(name: string, bytes: Uint8Array): void {
    this.#files.add(name, bytes);
  }

  /** The bytes that a media file name stands for. */
  bytesOf(name: string): Buffer {
    return this.#files.media(name).bytes;
  }

  /** The address of a media file that belongs to no task. */
  fileUrl(name: string): string {
    const path = `/files/media/${name}`;
    if (this.#files.find(path) === undefined) {
      this.#files.publish({ path, name, role: 'other', goneAtMs: Number.POSITIVE_INFINITY });
    }
    return `${this.#baseUrl}${path}`;
  }

  /** Sets a fault by its name in the table, or by what it does. It stays until cleared, or for `times` requests. */
  fault(what: FaultName | Effect, options?: FaultOptions): ActiveFault {
    return this.#faults.add(what, options);
  }

  /** The same, for the next request only. Called twice, it fails the next two. */
  failNext(what: FaultName | Effect, options?: Omit<FaultOptions, 'times'>): ActiveFault {
    return this.#faults.add(what, { ...options, times: 1 });
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Starts to listen; `startFakeProvider` has done it. */
  async listen(port: number): Promise<void> {
    await this.#door.open(port);
    this.#baseUrl = `http://127.0.0.1:${String(this.#door.port)}`;
  }

  /**
   * Makes another server of this computer's one of the provider's own address and port, under a path.
   * @returns the URL that leads to it, without a slash at its end
   */
  host(name: string, port: number): string {
    this.#door.lead(name, port);
    return `${this.#baseUrl}/${name}`;
  }

  /** The same for a server that speaks TLS; there is one at the most. */
  hostTls(port: number): string {
    this.#door.leadTls(port);
    return this.#baseUrl.replace('http:', 'https:');
  }

  /** Closes the port and every connection. A second call does nothing. */
  async stop(): Promise<void> {
    if (this.#door.isOpen) await this.#door.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #task(id: string): FakeTask {
    const task = this.#tasks.get(id);
    if (task === undefined) throw new RangeError(`The fake provider has no task ${id}`);
    return task;
  }

  #apiState(): ApiState {
    return {
      key: this.key,
      baseUrl: this.#baseUrl,
      tasks: this.#tasks,
      files: this.#files,
      ids: this.#ids,
      credits: this.credits,
    };
  }

  #refusal(entry: OpenRequest): Effect | undefined {
    if (this.#options.allowAnyAgent !== true && isBareAgent(entry.userAgent)) {
      return { ...faultTable['client-blocked'], on: entry.endpoint === 'file' ? 'file' : 'api' };
    }
    const limit = this.#options.maxCallsPerSecond;
    if (limit === undefined || entry.endpoint === 'file') return undefined;
    const sinceMs = entry.atMs - 1000;
    const calls = this.#requests.filter((r) => r.endpoint !== 'file' && r.atMs > sinceMs);
    return calls.length > limit ? faultTable['rate-limited'] : undefined;
  }
}

/** Agents that the gateway takes for a library: anything that does not look like a browser or a product. */
const isBareAgent = (userAgent: string | undefined): boolean =>
  userAgent === undefined ||
  /^(node|undici|got|axios|curl|python|okhttp|Go-http|$)/i.test(userAgent);
