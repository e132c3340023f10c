import type { TaskView } from '../../../electron/shared/task.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import { parentOf, type Lineage } from '../library/lineage.svelte.ts';

/** One task of a chain. */
export interface LineageStep {
  readonly id: TaskId;
  /** 0 for the first known one; a child is one deeper than its parent. */
  readonly depth: number;
  /** `undefined` for a task that is not in the list. */
  readonly task: TaskView | undefined;
}

/** A chain, in order: what it was made from, the task itself, what was made from it. */
export interface LineageChain {
  readonly steps: readonly LineageStep[];
  /** How many more there are than fit. */
  readonly more: number;
}

// No real chain is as long; a provider's record that goes in circles must not hang the window.
const maxSteps = 60;

/** The chain that a task belongs to; `undefined` for a task on its own. */
export function chainOf(
  task: TaskView,
  lineage: Lineage,
  find: (id: TaskId) => TaskView | undefined,
): LineageChain | undefined {
  const seen = new Set<TaskId>([task.id]);
  const ancestors: LineageStep[] = [];
  for (let id = parentOf(task); id !== undefined && !seen.has(id);) {
    seen.add(id);
    const parent = find(id);
    ancestors.unshift({ id, depth: 0, task: parent });
    id = parent === undefined ? undefined : parentOf(parent);
  }
  const steps: LineageStep[] = ancestors.map((step, depth) => ({ ...step, depth }));
  const pending: LineageStep[] = [{ id: task.id, depth: steps.length, task }];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    steps.push(step);
    const children = lineage.childrenOf(step.id).filter((id) => !seen.has(id));
    for (const id of children) seen.add(id);
    const { depth } = step;
    const below = children.map((id) => ({ id, depth: depth + 1, task: find(id) }));
    pending.push(...below.sort(byAge).reverse());
  }
  if (steps.length === 1) return undefined;
  return cut(steps, ancestors.length);
}

/** Keeps the task itself in what is shown, however long the chain is. */
function cut(steps: readonly LineageStep[], own: number): LineageChain {
  const first = Math.max(0, Math.min(own - maxSteps / 2, steps.length - maxSteps));
  const shown = steps.slice(first, first + maxSteps);
  return { steps: shown, more: steps.length - shown.length };
}

function byAge(left: LineageStep, right: LineageStep): number {
  return ageOf(left) - ageOf(right);
}

function ageOf({ task }: LineageStep): number {
  return task?.record?.startedAtMs ?? task?.addedAtMs ?? Infinity;
}
