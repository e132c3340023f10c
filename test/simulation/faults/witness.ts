import { isEndTold } from '../../../electron/core/notice/ends.ts';
import type { Task } from '../../../electron/shared/task.ts';
import { keptMs, type Film } from './course.ts';
import type { Violation } from './judge.ts';

/** Hears what becomes of the films, and notes what nobody must hear. */
export class Witness {
  /** When a film's link was first known, by its number; Unix milliseconds. */
  readonly readyAtMs = new Map<number, number>();
  readonly violations: Violation[] = [];
  readonly #films: ReadonlyMap<string, Film>;
  readonly #now: () => number;
  /** Films that the user was told are lost. */
  readonly #toldLost = new Set<number>();

  constructor(films: readonly Film[], now: () => number) {
    this.#films = new Map(films.map((film) => [film.id, film]));
    this.#now = now;
  }

  /** A task has changed. */
  hear(task: Task): void {
    const film = this.#films.get(task.id);
    if (film === undefined) return;
    const { number } = film;
    const nowMs = this.#now();
    if (task.state === 'ready' && !this.readyAtMs.has(number)) this.readyAtMs.set(number, nowMs);
    const isEarly = nowMs < film.startsAtMs + keptMs && nowMs < film.goneAtMs;
    if (task.state === 'lost' && isEarly) this.#note(film, 'is lost before its deadline');
  }

  /** A task has come to an end. */
  hearEnd(task: Task): void {
    const film = this.#films.get(task.id);
    const isTold = isEndTold(task, { notifyArchived: true, notifyFailed: true });
    if (film === undefined || task.state !== 'lost' || !isTold) return;
    if (this.#toldLost.has(film.number)) this.#note(film, 'was told to be lost once more');
    this.#toldLost.add(film.number);
  }

  #note({ number }: Film, what: string): void {
    this.violations.push({ film: number, what });
  }
}
