/** The calls that report a task. */
export type TaskEndpoint = 'runway' | 'aleph' | 'market' | 'veo' | 'luma' | 'suno';

interface CommonStep {
  /** How long the step lasts by the provider's clock; without it, until it is moved by hand. */
  readonly forMs?: number;
  /** Laid over the fields of `data` last, for what a recorded body cannot show. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Not finished. For the endpoints with a `successFlag` every such word is 0, or PENDING; for the others it is
 * served as it stands. */
export interface RunningStep extends CommonStep {
  readonly state: 'wait' | 'waiting' | 'queueing' | 'queuing' | 'generating' | 'reviewing';
}

/** Finished with media: a file name of the media fixtures, a name given to `addFile`, or a whole URL. */
interface SuccessStep extends CommonStep {
  readonly state: 'success';
  /** Without it the answer is a success that names no video. */
  readonly video?: string;
  /** Market, Veo and Luma only: further results after `video`, videos or pictures. */
  readonly results?: readonly string[];
  /** Market only: where the answer has its results. Default: `resultUrls` of `resultJson`. */
  readonly place?: 'watermark' | 'video-url' | 'sound';
  /** What is made of each address before it is told: an untidy link. */
  readonly untidy?: 'no-scheme' | 'blanks';
  readonly thumbnail?: string;
  /** Runway's `expireFlag: 1`. Comes by itself once the retention is over. */
  readonly expired?: boolean;
}

/** Finished without media. */
export interface FailStep extends CommonStep {
  readonly state: 'fail';
  /** 400 for Runway, 500 for the others unless given. */
  readonly code?: number | string;
  readonly message?: string;
  /** Aleph only; 3 is recorded, 2 and 0 are what other clients have met. */
  readonly successFlag?: 0 | 2 | 3;
}

/** `data: null`, as for an id nobody knows: a record not there yet, or gone after its two months. */
interface MissingStep extends CommonStep {
  readonly state: 'missing';
}

/** This very body, untouched. */
interface BodyStep extends CommonStep {
  readonly state: 'body';
  readonly body: Readonly<Record<string, unknown>>;
}

export type Step = RunningStep | SuccessStep | FailStep | MissingStep | BodyStep;

/** Where a script stands: its steps, the current one, and since when. */
export interface Cursor {
  readonly steps: readonly Step[];
  readonly index: number;
  readonly sinceMs: number;
}

/** The cursor at `nowMs`: every step whose time is over is left, and time left over counts for the next. */
export function settle(cursor: Cursor, nowMs: number): Cursor {
  let { index, sinceMs } = cursor;
  for (;;) {
    const forMs = cursor.steps[index]?.forMs;
    const isLast = index >= cursor.steps.length - 1;
    if (forMs === undefined || isLast || nowMs < sinceMs + forMs) break;
    sinceMs += forMs;
    index += 1;
  }
  return { steps: cursor.steps, index, sinceMs };
}

/** The cursor moved on by one step, whatever the time; the last step stays. */
export function advance(cursor: Cursor, nowMs: number): Cursor {
  const settled = settle(cursor, nowMs);
  const index = Math.min(settled.index + 1, settled.steps.length - 1);
  return { steps: settled.steps, index, sinceMs: nowMs };
}

/** The step a cursor stands on. */
export function stepOf(cursor: Cursor): Step {
  const step = cursor.steps[cursor.index];
  if (step === undefined) throw new RangeError('A script needs at least one step');
  return step;
}
