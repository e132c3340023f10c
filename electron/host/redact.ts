/**
 * Takes out of a text what must not be in a log: keys, and the queries of links, which carry signatures.
 * Task ids (UUIDs and 32 hex digits) stay, since a log without them says nothing.
 */
export function redact(text: string): string {
  return text
    .replaceAll(/\b(Bearer|Basic)\s+[^\s"',;]+/gi, '$1 […]')
    .replaceAll(/(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi, '$1?[…]')
    .replaceAll(/(:\/\/)[^\s/@"']+@/g, '$1[…]@')
    .replaceAll(
      /\b((?:api[-_]?)?key|token|secret|password)(["']?\s*[:=]\s*["']?)[^\s"',;}]+/gi,
      '$1$2[…]',
    )
    .replaceAll(/\b(?:sk|pk|key)-[\w-]{8,}/gi, '[…]')
    .replaceAll(/(?<![\w/\\-])[\w-]{40,}(?![\w/\\-])/g, '[…]');
}
