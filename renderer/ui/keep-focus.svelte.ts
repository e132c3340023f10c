import { untrack } from 'svelte';

/** A container whose content comes, goes and changes places. */
export interface Kept {
  /** What it shows; read so as to hear of every change. */
  readonly content: () => unknown;
  readonly container: () => HTMLElement | undefined;
  /** Takes the focus when what had it is gone. */
  readonly focusNext: () => void;
}

/**
 * Keeps the focus in a container: what is taken out of the page loses it, be it only for a moment to come
 * to another place. To be called while a component is made.
 */
export function keepFocus({ content, container, focusNext }: Kept): void {
  let held: Element | undefined;
  $effect.pre(() => {
    content();
    const focused = document.activeElement;
    held = focused !== null && container()?.contains(focused) === true ? focused : undefined;
  });
  $effect(() => {
    content();
    const isLost = held !== undefined && document.activeElement === document.body;
    if (!isLost) return;
    if (held instanceof HTMLElement && held.isConnected) held.focus({ preventScroll: true });
    else untrack(focusNext);
  });
}
