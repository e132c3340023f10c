/** What a command ends with, for scripts. */
export const exitCodes = {
  /** All of it was done. */
  done: 0,
  /** Something of it was not done; stderr says what. */
  notDone: 1,
  /** The command line is not one. */
  wrongUse: 2,
  /** Reelkeep does not answer, is needed and not running, or its data is in use elsewhere. */
  noAnswer: 3,
  /** `verify`: videos are missing or damaged. */
  damaged: 4,
} as const;

/** One of the codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The codes in words, for help and manual. */
export const exitCodeWords: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.done, 'Done.'],
  [exitCodes.notDone, 'Something was not done; stderr says what.'],
  [exitCodes.wrongUse, 'Wrong use: an unknown command, option or value.'],
  [
    exitCodes.noAnswer,
    'Reelkeep does not answer, is not running where it must be, or its data is in use elsewhere.',
  ],
  [exitCodes.damaged, 'verify has found missing or damaged videos.'],
];
