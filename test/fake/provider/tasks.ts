import { type TaskRecord, answerFor } from './answers.ts';
import { readFixture } from './fixture.ts';
import type { HostedFiles } from './hosted-files.ts';
import type { Ids } from './ids.ts';
import { type Cursor, type Step, type TaskEndpoint, advance, settle, stepOf } from './script.ts';

/** Media live this long after the success (the provider's own words). */
export const mediaRetentionMs = 14 * 24 * 60 * 60 * 1000;
/** Records live this long after the success (the provider's own words: two months). */
export const recordRetentionMs = 61 * 24 * 60 * 60 * 1000;

/** A task for the provider to have. */
export interface TaskSpec {
  readonly endpoint: TaskEndpoint;
  readonly prompt?: string;
  /** At least one step; the last one stays. */
  readonly script: readonly Step[];
  /** 32 hex digits unless given; `uuid` makes the older form. */
  readonly id?: string;
  /** When the first step begins. Default: `first-request`. */
  readonly startsAt?: 'first-request' | 'now';
  /** When the task was created and its script began, instead of `startsAt`. */
  readonly createdAtMs?: number;
  readonly parentTaskId?: string;
  /** Runway and market: the image it began from. Aleph: the video it transforms. */
  readonly inputUrl?: string;
}

interface Urls {
  readonly step: Step;
  readonly video: string | undefined;
  readonly thumbnail: string | undefined;
  readonly results: readonly string[];
}

/** How a task's media leave their addresses. */
export interface ExpiryOptions {
  /** Default: 404. */
  readonly status?: number;
  /** The next answer names new addresses that work. Default: it names the dead ones. */
  readonly reissue?: boolean;
  /** `download-url` still makes a link of the dead address. Default: it does. */
  readonly convertible?: boolean;
}

interface World {
  readonly files: HostedFiles;
  readonly ids: Ids;
  readonly clock: () => number;
  readonly baseUrl: () => string;
}

/** One task at the provider. */
export class FakeTask {
  readonly id: string;
  readonly spec: TaskSpec;
  readonly #world: World;
  readonly #videoId: string;
  #steps: readonly Step[];
  #cursor: Cursor | undefined;
  #createdAtMs: number | undefined;
  #urls: Urls | undefined;

  constructor(spec: TaskSpec, world: World) {
    this.spec = spec;
    this.#world = world;
    this.id = spec.id ?? world.ids.hex();
    this.#videoId = world.ids.digits(15);
    this.#steps = this.#checked(spec.script);
    this.#createdAtMs = spec.createdAtMs;
    if (spec.startsAt === 'now') this.#settle();
  }

  /** Its step now. Looking at it does not begin it. */
  get step(): Step {
    const nowMs = this.#world.clock();
    const sinceMs = this.spec.createdAtMs ?? nowMs;
    return stepOf(settle(this.#cursor ?? { steps: this.#steps, index: 0, sinceMs }, nowMs));
  }

  advance(): void {
    this.#cursor = advance(this.#settle(), this.#world.clock());
  }

  setScript(steps: readonly Step[]): void {
    this.#steps = this.#checked(steps);
    this.#cursor = undefined;
    this.#settle();
  }

  /** The body of the answer at this moment; begins the script if nothing has yet. */
  answer(): Record<string, unknown> {
    const { sinceMs, ...cursor } = this.#settle();
    const step = stepOf({ ...cursor, sinceMs });
    const ageMs = this.#world.clock() - sinceMs;
    if (step.state === 'success' && ageMs >= recordRetentionMs) {
      return { ...readFixture('recorded/runway-unknown-task').body };
    }
    return answerFor(this.#record(step, sinceMs), step);
  }

  expireFiles({ status = 404, reissue = false, convertible = true }: ExpiryOptions): void {
    for (const file of this.#world.files.ofTask(this.id)) {
      file.goneAtMs = this.#world.clock();
      file.goneStatus = status;
      file.isConvertible = convertible;
    }
    if (reissue) this.#urls = undefined;
  }

  /** A script that names a file nobody has fails where it is written, not in some later request. */
  #checked(steps: readonly Step[]): readonly Step[] {
    if (steps.length === 0) throw new RangeError('A script needs at least one step');
    for (const step of steps) {
      if (step.state !== 'success') continue;
      for (const name of [step.video, step.thumbnail, ...(step.results ?? [])]) {
        if (name !== undefined && !isUrl(name)) this.#world.files.media(name);
      }
    }
    return steps;
  }

  #settle(): Cursor {
    const nowMs = this.#world.clock();
    // A script given later begins now, not when the task was created.
    const beginsAtMs = this.#steps === this.spec.script ? (this.#createdAtMs ?? nowMs) : nowMs;
    this.#createdAtMs ??= nowMs;
    this.#cursor = settle(
      this.#cursor ?? { steps: this.#steps, index: 0, sinceMs: beginsAtMs },
      nowMs,
    );
    return this.#cursor;
  }

  #record(step: Step, sinceMs: number): TaskRecord {
    const goneAtMs = sinceMs + mediaRetentionMs;
    const urls =
      step.state === 'success' ? untidied(step, this.#urlsFor(step, sinceMs)) : undefined;
    const isPast = this.#world.clock() >= goneAtMs;
    return {
      id: this.id,
      endpoint: this.spec.endpoint,
      prompt: this.spec.prompt ?? 'A golden retriever running through a field of wildflowers',
      parentTaskId: this.spec.parentTaskId,
      inputUrl: this.spec.inputUrl,
      createdAtMs: this.#createdAtMs ?? sinceMs,
      sinceMs,
      videoId: this.#videoId,
      videoUrl: urls?.video,
      thumbnailUrl: urls?.thumbnail,
      moreUrls: urls?.results ?? [],
      isExpired: step.state === 'success' && (step.expired ?? isPast),
    };
  }

  /** A success keeps its addresses from answer to answer. */
  #urlsFor(step: Step & { state: 'success' }, sinceMs: number): Urls {
    if (this.#urls?.step !== step) {
      this.#urls = {
        step,
        video: this.#publish(step.video, { role: 'video', part: 1 }, sinceMs),
        thumbnail: this.#publish(step.thumbnail, { role: 'thumbnail', part: 1 }, sinceMs),
        results: (step.results ?? []).flatMap(
          (name, index) => this.#publish(name, { role: 'video', part: index + 2 }, sinceMs) ?? [],
        ),
      };
    }
    return this.#urls;
  }

  #publish(
    name: string | undefined,
    file: { readonly role: 'video' | 'thumbnail'; readonly part: number },
    sinceMs: number,
  ): string | undefined {
    if (name === undefined || isUrl(name)) return name;
    const seconds = String(Math.floor(sinceMs / 1000));
    const extension = name.slice(name.lastIndexOf('.'));
    // The recorded form: id, part, Unix seconds, four digits.
    const path = `/files/p/${this.id}_${String(file.part)}_${seconds}_${this.#world.ids.digits(4)}${extension}`;
    const goneAtMs = sinceMs + mediaRetentionMs;
    this.#world.files.publish({ path, name, role: file.role, goneAtMs, taskId: this.id });
    return `${this.#world.baseUrl()}${path}`;
  }
}

const isUrl = (name: string): boolean => /^[a-z]+:/.test(name);

/** Addresses as some answers have them: without their scheme, or with blanks around and in them. */
function untidied(step: Step & { state: 'success' }, urls: Urls): Urls {
  const change = (url: string): string =>
    step.untidy === 'no-scheme'
      ? url.replace(/^https?:/, '')
      : step.untidy === 'blanks'
        ? ` ${url.replaceAll('%20', ' ')}\n`
        : url;
  return {
    ...urls,
    video: urls.video === undefined ? undefined : change(urls.video),
    results: urls.results.map(change),
  };
}
