import { tick } from 'svelte';

/** How far something is scrolled, in CSS pixels; it can be brought there again. */
export class ScrollPlace {
  #topPx = 0;
  #wish = $state.raw<{ readonly topPx: number } | undefined>(undefined);

  /** Where it is. Not followed by what shows something. */
  get topPx(): number {
    return this.#topPx;
  }

  /** Scrolls there, now or as soon as it is on show. */
  goTo(topPx: number): void {
    this.#topPx = topPx;
    this.#wish = { topPx };
  }

  /** To be attached to what is scrolled. */
  readonly attach = (viewport: HTMLElement): (() => void) => {
    const hear = () => {
      this.#topPx = viewport.scrollTop;
    };
    const wish = this.#wish;
    // After its content is there, and after a selection has been brought into sight.
    if (wish !== undefined) void tick().then(() => viewport.scrollTo({ top: wish.topPx }));
    viewport.addEventListener('scroll', hear);
    return () => {
      viewport.removeEventListener('scroll', hear);
    };
  };
}
