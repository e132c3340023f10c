/** A sentence as it stands inside another: Russian has no capital after a colon. */
export function inside(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
