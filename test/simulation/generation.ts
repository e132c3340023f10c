import type { TaskRecord } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import type { Answer } from '../../electron/core/provider/adapter.ts';

/** What becomes of a generation, in the end. */
export type Fate =
  | 'succeeds'
  | 'fails'
  | 'never-ends'
  /** No account of the user's has ever had it. */
  | 'unknown'
  /** Its record goes while it runs. */
  | 'vanishes'
  /** It is over, and its media are gone, before anybody asks. */
  | 'expired'
  /** Its first link is refused, a fresh one works. */
  | 'refused-once'
  /** Only a converted link works. */
  | 'refused-twice'
  /** No link works, and some minutes later its record says that the media are gone. */
  | 'gone'
  /** The user takes it off the list. */
  | 'removed';

/** One task as the provider has it. All times are the world's, in Unix milliseconds. */
export interface Generation {
  readonly id: TaskId;
  /** Number of the account that owns it, and of the one that it is added with. */
  readonly owner: number;
  readonly addedWith: number;
  readonly endpoint: 'runway' | 'aleph' | 'market';
  readonly isEndpointGiven: boolean;
  readonly fate: Fate;
  readonly startsAtMs: number;
  readonly durationMs: number;
  readonly addedAtMs: number;
}

/** When the provider has an end to tell. */
export function endsAtMs(generation: Generation): number {
  return generation.startsAtMs + generation.durationMs;
}

/** What the owning endpoint says at a moment. */
export function answerAt(generation: Generation, worldMs: number): Answer {
  const { fate, id, startsAtMs } = generation;
  const record: TaskRecord = { parameters: {}, startedAtMs: startsAtMs };
  const isOver = worldMs >= endsAtMs(generation);
  if (fate === 'unknown' || (fate === 'vanishes' && isOver)) return { kind: 'unknown-id' };
  if (!isOver || fate === 'never-ends') {
    return { kind: 'running', phase: 'generating', rawState: 'generating', record };
  }
  if (fate === 'fails') {
    return { kind: 'failed', providerCode: '400', providerMessage: 'Refused.', record };
  }
  const isGone = fate === 'gone' && worldMs >= endsAtMs(generation) + 5 * 60_000;
  if (fate === 'expired' || isGone) return { kind: 'expired', record };
  return { kind: 'succeeded', media: { videoUrl: `https://files.example/${id}.mp4` }, record };
}
