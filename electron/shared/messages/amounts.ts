/** A number with its thousands set apart: `12,345`. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** `1 video`, `1,234 videos`. */
export function videos(count: number): string {
  return count === 1 ? '1 video' : `${grouped(count)} videos`;
}

/** In whole megabytes, decimal as file managers count, so that a figure changes only when it matters. */
export function megabytes(sizeBytes: number): string {
  return `${grouped(Math.floor(sizeBytes / 1_000_000))} MB`;
}

/** Rounded up to a step that does not change with every look. */
export function tensOfMegabytes(sizeBytes: number): string {
  return `${grouped(Math.ceil(sizeBytes / 10_000_000) * 10)} MB`;
}

/** A large size, `12.3 GB` or `8.2 MB`. */
export function roughSize(sizeBytes: number): string {
  const [unit, unitBytes] = sizeBytes >= 1e9 ? (['GB', 1e9] as const) : (['MB', 1e6] as const);
  return `${(sizeBytes / unitBytes).toFixed(1)} ${unit}`;
}

/** `1 second`, `30 seconds`; never none. */
export function wholeSeconds(durationMs: number): string {
  const seconds = Math.max(1, Math.ceil(durationMs / 1000));
  return seconds === 1 ? '1 second' : `${String(seconds)} seconds`;
}

/** A path or a name in a sentence. */
export function quote(text: string): string {
  return `“${text}”`;
}

/** What the provider took: `1 credit`, `12.5 credits`. */
export function creditWords(credits: number): string {
  const amount = credits.toLocaleString('en', { maximumFractionDigits: 2 });
  return `${amount} ${credits === 1 ? 'credit' : 'credits'}`;
}
