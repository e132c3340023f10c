/** What happens when videos are taken off the list. */
export function describeRemoval(count: number, archived: number): string {
  const unarchived = count - archived;
  if (count === 1) {
    return archived === 1
      ? 'Reelkeep stops tracking it. Its files stay where they are.'
      : 'Reelkeep stops tracking it. Files already fetched stay where they are; what is not archived yet will not be.';
  }
  const kept = archived === 0 ? '' : ' The files of those archived stay where they are.';
  const lost =
    unarchived === 0
      ? ''
      : ` ${unarchived.toLocaleString('en')} of them ${unarchived === 1 ? 'is' : 'are'} not archived, and will not be.`;
  return `Reelkeep stops tracking them.${kept}${lost}`;
}
