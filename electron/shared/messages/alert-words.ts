import type { AlertAnswer } from '../alert.ts';
import type { Words } from './words.ts';

/** What is said of an alert. */
export interface AlertText extends Words {
  /** What it is about, in a word or two. */
  readonly about: string;
}

/** How grave an alert is, and its words. */
export interface AlertWords extends AlertText {
  readonly tone: 'info' | 'warn' | 'bad';
  /** What can be answered, with the words on the buttons. */
  readonly answers?: readonly (readonly [answer: AlertAnswer, label: string])[];
}
