import type { TaskState } from '../shared/task.ts';

/** All states, in the order of a task's life. */
const states: { readonly [S in TaskState]: true } = {
  checking: true,
  running: true,
  ready: true,
  downloading: true,
  archived: true,
  failed: true,
  'not-found': true,
  stalled: true,
  lost: true,
};

/** The states' names; the table above makes sure that none is missing. */
export const taskStates = Object.keys(states) as readonly TaskState[]; // its keys, and no others

/** Whether a word is a state's name. */
export function isTaskState(word: string): word is TaskState {
  return Object.hasOwn(states, word);
}
