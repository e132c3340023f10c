import type { Phase } from '../../shared/task.ts';

/** Documented words and the synonyms that sibling endpoints use. */
const phases = new Map<string, Phase>([
  ['wait', 'waiting'],
  ['waiting', 'waiting'],
  ['queueing', 'queued'],
  ['queuing', 'queued'],
  ['queued', 'queued'],
  ['generating', 'generating'],
]);

/** How far a task is by the provider's word for it; `unknown` for a word that nobody has documented. */
export function phaseOf(word: string): Phase {
  return phases.get(word.toLowerCase()) ?? 'unknown';
}
