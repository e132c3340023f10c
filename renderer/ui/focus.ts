/** Takes the focus as soon as it is in the page: where a step has replaced the control that had it. */
export function takeFocus(element: HTMLElement): void {
  element.focus();
}

/**
 * Remembers what has the focus, and gives it back when called. If that is gone by then, as a row of a list
 * may be, what Tab goes to around its place gets it.
 */
export function rememberFocus(): () => void {
  const before = document.activeElement;
  const around: Element[] = [];
  for (let each = before?.parentElement; each; each = each.parentElement) around.push(each);
  return () => {
    const place = around.find((each) => each.isConnected);
    const next = before?.isConnected === true ? before : place?.querySelector('[tabindex="0"]');
    if (next instanceof HTMLElement) next.focus();
  };
}
