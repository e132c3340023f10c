/** Just this row; this row too, or no longer; every row up to this one. */
export type SelectHow = 'only' | 'toggle' | 'range';

/** How a click with these keys held selects. */
export function howOf(event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): SelectHow {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only';
}

/** The row that a key leads to, which may lie beyond either end; `undefined` for any other key. */
export function targetOf(
  key: string,
  index: number,
  { pageRows, count }: { readonly pageRows: number; readonly count: number },
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'PageDown':
      return index + pageRows;
    case 'PageUp':
      return index - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * The row that takes the place of one that has gone: the next that is still there, or else the last before it.
 * @param before the rows when it was among them
 */
export function successorOf<K>(gone: K, before: readonly K[], now: readonly K[]): K | undefined {
  const index = before.indexOf(gone);
  if (index === -1) return undefined;
  const left = new Set(now);
  const isLeft = (key: K) => left.has(key);
  return before.slice(index).find(isLeft) ?? before.slice(0, index).findLast(isLeft);
}
