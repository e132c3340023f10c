/** Names and texts that Reelkeep gives by itself. What is stored of them stays as it was said. */
export const given = {
  /** An account whose name went with the settings. */
  restoredAccount: (number: number) => `Restored account ${String(number)}`,
  /** What file names are shown with while there are no videos yet. */
  sample: {
    account: 'Work',
    prompts: {
      first: 'A golden retriever running through a field of wildflowers',
      second: 'Northern lights over a fjord',
    },
  },
  /** What is left of a text in which task ids were looked for. */
  otherLines: 'Lines without a task ID',
};
