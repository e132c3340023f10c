import { app } from 'electron';

/** The command line of the process that came second, as it was given. */
export type SecondInstance = (argv: readonly string[], workingFolder: string) => void;

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * Makes this process the only one of this user's data folder.
 * @returns `undefined` when another one is running: it has been told, and this one should quit
 * @see https://www.electronjs.org/docs/latest/api/app#apprequestsingleinstancelockadditionaldata
 */
export function claimSingleInstance(onSecond: SecondInstance): { dispose(): void } | undefined {
  // Chromium reorders the argv of `second-instance` and adds its own switches; this one is as given.
  if (!app.requestSingleInstanceLock({ argv: process.argv })) return undefined;
  const hear = (...[, argv, workingFolder, data]: [unknown, string[], string, unknown]) => {
    const given = typeof data === 'object' && data !== null && 'argv' in data ? data.argv : argv;
    onSecond(isStrings(given) ? given : argv, workingFolder);
  };
  app.on('second-instance', hear);
  return {
    dispose: () => {
      app.off('second-instance', hear);
      app.releaseSingleInstanceLock();
    },
  };
}
