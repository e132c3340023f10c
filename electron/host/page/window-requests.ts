import type { WindowRequest } from '../../shared/contract/window-request.ts';
import type { MainWindow } from '../window/window.ts';

/** So many are kept for a page that does not come. */
const maxWaiting = 20;

/** Brings what is asked of the window before the user: at once where the page is there, else with its first snapshot. */
export class WindowRequests {
  readonly #window: Pick<MainWindow, 'show' | 'send' | 'onPageGone'>;
  #waiting: readonly WindowRequest[] = [];
  #isPageThere = false;

  constructor(window: Pick<MainWindow, 'show' | 'send' | 'onPageGone'>) {
    this.#window = window;
    window.onPageGone(() => (this.#isPageThere = false));
  }

  /** Shows the window, and asks this of it. */
  readonly open = (request: WindowRequest): void => {
    this.suggest(request);
    this.#window.show();
  };

  /** Asks this of the window without bringing it before the user. */
  readonly suggest = (request: WindowRequest): void => {
    if (this.#isPageThere) this.#window.send('request', request);
    else this.#waiting = [...this.#waiting, request].slice(-maxWaiting);
  };

  /** What waits to be shown. The page that asks is there from now on. */
  readonly take = (): readonly WindowRequest[] => {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#isPageThere = true;
    return waiting;
  };
}
