import type { Span } from './course.ts';

/** Whether a moment lies in one of the spans. */
export function isIn(spans: readonly Span[], atMs: number): boolean {
  return spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
}

/** What is left of some spans without others. */
export function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  let left = [...spans];
  for (const other of others) {
    left = left.flatMap(({ fromMs, toMs }) => {
      if (other.toMs <= fromMs || other.fromMs >= toMs) return [{ fromMs, toMs }];
      const parts = [
        { fromMs, toMs: Math.min(toMs, other.fromMs) },
        { fromMs: Math.max(fromMs, other.toMs), toMs },
      ];
      return parts.filter((part) => part.toMs > part.fromMs);
    });
  }
  return left;
}

/** The parts of spans that lie within a stretch. */
export function within(spans: readonly Span[], stretch: Span): readonly Span[] {
  return spans
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, stretch.fromMs),
      toMs: Math.min(toMs, stretch.toMs),
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** The longest of them, in milliseconds; 0 for none. */
export function longestMs(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map(({ fromMs, toMs }) => toMs - fromMs));
}
