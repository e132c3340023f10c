import { app } from 'electron';

/** The command line of the process that came second, as it was given. */
export type SecondInstance = (argv: readonly string[], workingFolder: string) => void;

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The command line as it was given: Chromium reorders that of the event, and adds switches of its own. */
export function givenArgv(argv: readonly string[], data: unknown): readonly string[] {
  const given = typeof data === 'object' && data !== null && 'argv' in data ? data.argv : argv;
  return isStrings(given) ? given : argv;
}

/**
 * Makes this process the only one of this user's data folder.
 * @returns `undefined` when another one is running: it has been told, and this one should quit
 * @see https://www.electronjs.org/docs/latest/api/app#apprequestsingleinstancelockadditionaldata
 */
export function claimSingleInstance(onSecond: SecondInstance): { dispose(): void } | undefined {
  if (!app.requestSingleInstanceLock({ argv: process.argv })) return undefined;
  const hear = (...[, argv, workingFolder, data]: [unknown, string[], string, unknown]) => {
    onSecond(givenArgv(argv, data), workingFolder);
  };
  app.on('second-instance', hear);
  return {
    dispose: () => {
      app.off('second-instance', hear);
      app.releaseSingleInstanceLock();
    },
  };
}
