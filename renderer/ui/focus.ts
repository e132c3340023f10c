/** Takes the focus as soon as it is in the page: where a step has replaced the control that had it. */
export function takeFocus(element: HTMLElement): void {
  element.focus();
}
