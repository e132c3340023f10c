import { clean } from '../../core/platform/bounds.ts';
import type { KeyMask } from '../../core/platform/key-mask.ts';
import { withoutQueries } from '../../core/platform/public-copy.ts';

/** Of one entry, in characters: what others say must not push everything else out of the log. */
const maxOfEntry = 16_384;

/**
 * Takes out of a text what must not be in a log: keys, and the queries of links, which carry signatures.
 * Task ids (UUIDs and 32 hex digits) stay, since a log without them says nothing; a key of that form is
 * known by itself. Every step looks at each place a bounded number of times, so the time is linear.
 * @param keys knows the accounts' keys
 */
export function redact(text: string, keys?: Pick<KeyMask, 'mask'>): string {
  const masked = keys?.mask(text) ?? text;
  return withoutQueries(masked.replaceAll(/\b(Bearer|Basic)\s+[^\s"',;]+/gi, '$1 […]'), '?[…]')
    .replaceAll(
      /\b((?:api[-_]?)?key|token|secret|password)(["']?\s*[:=]\s*["']?)[^\s"',;}]+/gi,
      '$1$2[…]',
    )
    .replaceAll(/\b(?:sk|pk|key)-[\w-]{8,}/gi, '[…]')
    .replaceAll(/(?<![\w/\\-])[\w-]{40,}(?![\w/\\-])/g, '[…]');
}

/**
 * A message as one entry of the log: redacted, bounded, without invisible control characters. Its further
 * lines are set in, so that none can be taken for an entry of its own, whoever has written it.
 */
export function toEntry(message: string, keys?: Pick<KeyMask, 'mask'>): string {
  return clean(redact(message, keys), maxOfEntry).replaceAll(/\n(?![ \t])/g, '\n    ');
}
