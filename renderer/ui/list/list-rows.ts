/** The index of the row that something in a list belongs to; -1 for what belongs to none. */
export function rowIndexOf(target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? -1 : Number(row.dataset['index']);
}

/** The index of the row that a click is about; -1 if it is about a button in the row, or none. */
export function clickedIndexOf({ target }: Event): number {
  const isElse = target instanceof Element && target.closest('.content button') !== null;
  return isElse ? -1 : rowIndexOf(target);
}

/** Gives the focus to a row that is in the page. */
export function focusRow(list: HTMLElement | undefined, index: number): void {
  list
    ?.querySelector<HTMLElement>(`[data-index='${String(index)}'] > button`)
    ?.focus({ preventScroll: true });
}
