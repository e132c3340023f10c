const changed = 'dialogschange';

/** Says that a modal dialog has been opened or taken away. */
export function dialogsChanged(): void {
  document.dispatchEvent(new Event(changed));
}

/**
 * Keeps an element, a manual popover, above whatever is open. It moves into the dialog on top: all that
 * is outside of a modal dialog can neither be pressed nor is it read out.
 * @see https://html.spec.whatwg.org/multipage/interactive-elements.html#dom-dialog-showmodal
 */
export function onTop(element: HTMLElement): () => void {
  const home = element.parentElement;
  const place = () => {
    const dialog = [...document.querySelectorAll<HTMLElement>('dialog:modal')].at(-1);
    const host = dialog ?? home;
    if (element.parentElement !== host) host?.append(element);
    if (element.matches(':popover-open')) element.hidePopover();
    element.showPopover(); // what is shown last is on top
  };
  place();
  document.addEventListener(changed, place);
  return () => {
    document.removeEventListener(changed, place);
    element.remove();
  };
}
