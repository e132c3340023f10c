import type { TaskId } from '../../shared/id.ts';
import type { MainWindow } from '../window/window.ts';

/** Brings a task before the user: at once where the page is there, with its first snapshot otherwise. */
export class Selection {
  readonly #window: MainWindow;
  #waiting: TaskId | undefined;
  #isPageThere = false;

  constructor(window: MainWindow) {
    this.#window = window;
  }

  /** Shows the window with this task selected. */
  show(taskId: TaskId): void {
    if (!this.#isPageThere) this.#waiting = taskId;
    this.#window.show();
    this.#window.send('select', { taskId });
  }

  /** The task that waits to be shown. The page that asks is there from now on. */
  readonly take = (): TaskId | undefined => {
    const taskId = this.#waiting;
    this.#waiting = undefined;
    this.#isPageThere = true;
    return taskId;
  };
}
