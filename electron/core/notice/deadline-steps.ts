import type { TaskId } from '../../shared/id.ts';
import { isUnfinished, type Task } from '../../shared/task.ts';
import { PriorityQueue } from '../platform/priority-queue.ts';

const hourMs = 3_600_000;

/** How many hours before its deadline a video is warned of, each once; ascending. */
export const stepHours = [1, 6, 24, 72] as const;

/** One of the steps. */
export type StepHours = (typeof stepHours)[number];

/** From this step on nothing keeps a warning back. */
const pressingHours = 6;

/** The step of a video that is found with less time left: it may well come in meanwhile. */
const graceMs = (hours: number): number => (hours > pressingHours ? 10 : 1) * 60_000;

/** What comes in by itself is looked at again after so long. */
const lookAgainMs = 10 * 60_000;

/** A warning takes along what is due so little later: an hour at the first step, 50 seconds at the last. */
const aheadMs = (hours: number): number => hours * 50_000;

/** Two readings of one deadline differ by less: it is the same. */
const sameMs = 60_000;

/** What is looked at in one go; the rest follows at once, after everything else has had a turn. */
const maxAtOnce = 2_000;

/** A step that has been told of a task, and of which deadline. */
export interface ToldStep {
  readonly id: TaskId;
  readonly hours: StepHours;
  /** Unix milliseconds. */
  readonly deadlineMs: number;
}

interface Plan extends ToldStep {
  /** Unix milliseconds. */
  readonly atMs: number;
  /** The step's own time was over when it was planned. */
  readonly isLate: boolean;
}

/** What decides on a warning at the moment when it is due. */
export interface DeadlineFacts {
  readonly nowMs: number;
  readonly get: (id: TaskId) => Task | undefined;
  /** It is coming in by itself. */
  readonly isComing: (task: Task) => boolean;
}

/**
 * Which videos are to be warned of and when: an ordered structure, in which a task's change costs O(log n)
 * and a look at the time O(1). Steps that have been told are never told again for the same deadline, also
 * when the clock is put back; of several that are over only the nearest is told. Times are Unix
 * milliseconds by the providers' clocks.
 */
export class DeadlineSteps {
  readonly #queue = new PriorityQueue<TaskId>();
  readonly #plans = new Map<TaskId, Plan>();
  readonly #told: Map<TaskId, ToldStep>;

  /** @param told what has been told in earlier runs */
  constructor(told: readonly ToldStep[] = []) {
    this.#told = new Map(told.map((each) => [each.id, each]));
  }

  /** What has been told of tasks that are still unfinished. */
  told(): IterableIterator<ToldStep> {
    return this.#told.values();
  }

  get toldCount(): number {
    return this.#told.size;
  }

  /** Takes in a task, new or changed. */
  see(task: Task, nowMs: number): void {
    const { deadlineMs } = task;
    if (!isUnfinished(task)) this.forget(task.id);
    else if (deadlineMs === undefined) this.#unplan(task.id);
    else this.#plan(task.id, deadlineMs, nowMs);
  }

  /** A task is not tracked any more, or at its end. */
  forget(id: TaskId): void {
    this.#unplan(id);
    this.#told.delete(id);
  }

  /** When to look next. */
  dueAtMs(): number | undefined {
    return this.#queue.peek()?.rank;
  }

  /** Takes out what is to be told by now, and with it what is due soon: they are one warning. */
  take({ nowMs, get, isComing }: DeadlineFacts): readonly ToldStep[] {
    if ((this.dueAtMs() ?? Infinity) > nowMs) return [];
    const told: ToldStep[] = [];
    const early: Plan[] = [];
    for (let looked = 0; looked < maxAtOnce; looked++) {
      const plan = this.#takeFirst(nowMs);
      if (plan === undefined) break;
      const task = get(plan.id);
      if (task === undefined) continue;
      if (plan.atMs > nowMs + (plan.isLate ? 0 : aheadMs(plan.hours))) early.push(plan);
      else if (plan.hours > pressingHours && isComing(task)) this.#lookLater(plan, nowMs);
      else told.push(...this.#tell(plan, nowMs));
    }
    for (const plan of early) this.#set(plan);
    return told;
  }

  #takeFirst(nowMs: number): Plan | undefined {
    const first = this.#queue.peek();
    if (first === undefined || first.rank > nowMs + aheadMs(72)) return undefined;
    const plan = this.#plans.get(first.key);
    this.#unplan(first.key);
    return plan && { ...plan, hours: nearestStep(plan, nowMs) };
  }

  #tell({ id, hours, deadlineMs }: Plan, nowMs: number): readonly ToldStep[] {
    if (deadlineMs <= nowMs) return []; // the clock has passed it meanwhile: nothing is left to warn of
    const told = { id, hours, deadlineMs };
    this.#told.delete(id); // the latest last
    this.#told.set(id, told);
    this.#plan(id, deadlineMs, nowMs);
    return [told];
  }

  #lookLater(plan: Plan, nowMs: number): void {
    const pressingAtMs = plan.deadlineMs - pressingHours * hourMs;
    this.#set({ ...plan, atMs: Math.min(nowMs + lookAgainMs, pressingAtMs), isLate: true });
  }

  #plan(id: TaskId, deadlineMs: number, nowMs: number): void {
    const known = this.#plans.get(id);
    const isSame = known !== undefined && Math.abs(known.deadlineMs - deadlineMs) < sameMs;
    if (isSame && known.atMs > nowMs && deadlineMs > nowMs) return;
    const plan = this.#nextStep(id, deadlineMs, nowMs);
    if (plan === undefined) this.#unplan(id);
    else if (!isSame || known.hours !== plan.hours) this.#set(plan);
  }

  #nextStep(id: TaskId, deadlineMs: number, nowMs: number): Plan | undefined {
    const leftMs = deadlineMs - nowMs;
    const told = this.#told.get(id);
    const isSame = told !== undefined && Math.abs(told.deadlineMs - deadlineMs) < sameMs;
    const below = isSame ? told.hours : Infinity;
    if (leftMs <= 0) return undefined;
    const passed = stepHours.find((step) => step * hourMs >= leftMs);
    const next = stepHours.findLast((step) => step * hourMs < leftMs && step < below);
    const nextAtMs = next === undefined ? Infinity : deadlineMs - next * hourMs;
    if (passed !== undefined && passed < below) {
      // Nothing is given the time that belongs to the next step.
      const atMs = Math.min(nowMs + graceMs(passed), nextAtMs);
      return { id, hours: passed, deadlineMs, atMs, isLate: true };
    }
    return next && { id, hours: next, deadlineMs, atMs: nextAtMs, isLate: false };
  }

  #set(plan: Plan): void {
    this.#plans.set(plan.id, plan);
    this.#queue.set(plan.id, plan.atMs);
  }

  #unplan(id: TaskId): void {
    this.#plans.delete(id);
    this.#queue.delete(id);
  }
}

/** The step that a plan has come to: the clock may have passed further ones. */
function nearestStep({ hours, deadlineMs }: Plan, nowMs: number): StepHours {
  const passed = stepHours.find((step) => step * hourMs >= deadlineMs - nowMs) ?? hours;
  return passed < hours ? passed : hours;
}
