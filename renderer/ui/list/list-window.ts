/** What of a long list is in sight. Lengths are CSS pixels; all rows are equally high. */
export interface ListWindow {
  readonly scrollTopPx: number;
  readonly heightPx: number;
  readonly rowHeightPx: number;
  readonly count: number;
}

/** Rows beyond either edge that are in the page as well, so that a small step shows no gap. */
const spareRows = 4;

/**
 * The rows that are in the page, in their order: those in sight, some beyond, and the active one wherever it
 * is, or the focus would be lost as soon as it is scrolled away.
 */
export function rowsInPage(
  { scrollTopPx, heightPx, rowHeightPx, count }: ListWindow,
  activeIndex: number,
): readonly number[] {
  const first = Math.max(0, Math.floor(scrollTopPx / rowHeightPx) - spareRows);
  const end = Math.min(count, Math.ceil((scrollTopPx + heightPx) / rowHeightPx) + spareRows);
  const range = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
  if (activeIndex < 0 || activeIndex >= count) return range;
  if (activeIndex < first) return [activeIndex, ...range];
  return activeIndex >= end ? [...range, activeIndex] : range;
}

/** Where to scroll so that a row is in sight as a whole: no further than it takes. */
export function scrollTopFor(
  index: number,
  { scrollTopPx, heightPx, rowHeightPx }: ListWindow,
): number {
  const topPx = index * rowHeightPx;
  if (topPx < scrollTopPx) return topPx;
  const bottomPx = topPx + rowHeightPx;
  return bottomPx > scrollTopPx + heightPx ? bottomPx - heightPx : scrollTopPx;
}

/** Rows that Page Up and Page Down go over: one of those in sight stays so. */
export function rowsPerPage({ heightPx, rowHeightPx }: ListWindow): number {
  return Math.max(1, Math.floor(heightPx / rowHeightPx) - 1);
}
