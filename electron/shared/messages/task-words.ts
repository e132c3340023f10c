import { isUnfinished, type ArchiveDamage, type Phase, type TaskView } from '../task.ts';
import { m } from './catalogue.ts';

/** What a task's state is to the user: one sign, one colour and one word each. */
export type StateKey =
  | 'checking'
  | 'waiting'
  | 'queued'
  | 'generating'
  | 'ready'
  | 'downloading'
  | 'archived'
  | ArchiveDamage['kind']
  | 'failed'
  | 'not-found'
  | 'stalled'
  | 'lost'
  | 'paused';

const phaseKeys: { readonly [P in Phase]: StateKey } = {
  waiting: 'waiting',
  queued: 'queued',
  generating: 'generating',
  // An undocumented word for work in progress; the details show it as it came.
  unknown: 'generating',
};

/** What a task's state is to the user. A pause shows only while there is something to hold. */
export function stateKey(task: TaskView): StateKey {
  if (task.paused && isUnfinished(task)) return 'paused';
  if (task.state === 'running') return phaseKeys[task.phase];
  if (task.state === 'archived') return task.damage?.kind ?? 'archived';
  return task.state;
}

/** The one visible word for a task's state. In English, whatever drives the window may rely on these. */
export function stateWord(task: TaskView): string {
  return m.tasks.states[stateKey(task)];
}

/** What a task is called: its prompt, or its id until the prompt is known. */
export function taskTitle(task: TaskView): string {
  const prompt = task.record?.prompt?.trim();
  return prompt === undefined || prompt === '' ? task.id : prompt;
}
