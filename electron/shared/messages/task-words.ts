import { isUnfinished, type ArchiveDamage, type Phase, type TaskView } from '../task.ts';

/** The visible word of a task's state. Anything that drives the window may rely on these. */
export type StateWord =
  | 'Checking'
  | 'Waiting'
  | 'Queued'
  | 'Generating'
  | 'Ready'
  | 'Downloading'
  | 'Archived'
  | 'Damaged'
  | 'Missing'
  | 'Failed'
  | 'Not found'
  | 'Stalled'
  | 'Lost'
  | 'Paused';

const damageWords: { readonly [K in ArchiveDamage['kind']]: StateWord } = {
  missing: 'Missing',
  damaged: 'Damaged',
};

const phaseWords: { readonly [P in Phase]: StateWord } = {
  waiting: 'Waiting',
  queued: 'Queued',
  generating: 'Generating',
  // An undocumented word for work in progress; the details show it as it came.
  unknown: 'Generating',
};

/** The one visible word for a task's state. A pause shows only while there is something to hold. */
export function stateWord(task: TaskView): StateWord {
  if (task.paused && isUnfinished(task)) return 'Paused';
  switch (task.state) {
    case 'checking':
      return 'Checking';
    case 'running':
      return phaseWords[task.phase];
    case 'ready':
      return 'Ready';
    case 'downloading':
      return 'Downloading';
    case 'archived':
      return task.damage === undefined ? 'Archived' : damageWords[task.damage.kind];
    case 'failed':
      return 'Failed';
    case 'not-found':
      return 'Not found';
    case 'stalled':
      return 'Stalled';
    case 'lost':
      return 'Lost';
  }
}

/** What a task is called: its prompt, or its id until the prompt is known. */
export function taskTitle(task: TaskView): string {
  const prompt = task.record?.prompt?.trim();
  return prompt === undefined || prompt === '' ? task.id : prompt;
}
