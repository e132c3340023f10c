import { app } from 'electron';
import { actionOf } from '../../shared/actions.ts';

/** Hears the command line of a process that came second, as it was given. */
export type SecondInstance = (argv: readonly string[], workingFolder: string) => void;

/** This process is the only one of this user's data folder. */
export interface SingleInstance {
  /** Tells of every process that comes second, and first of those that came before this was called. */
  listen(onSecond: SecondInstance): void;
  dispose(): void;
}

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
 * @returns `undefined` when another one is running: it has been told, and this one should quit; also where this one
 * was started to end the other. That may be over before it has confirmed, and would then seem never to have been.
 * @see https://www.electronjs.org/docs/latest/api/app#apprequestsingleinstancelockadditionaldata
 */
export function claimSingleInstance(): SingleInstance | undefined {
  const isOnly = app.requestSingleInstanceLock({ argv: process.argv });
  if (!isOnly || actionOf(process.argv) === 'quit') return undefined;
  const early: Parameters<SecondInstance>[] = [];
  let tell: SecondInstance = (...second) => void early.push(second);
  const hear = (...[, argv, workingFolder, data]: [unknown, string[], string, unknown]) => {
    tell(givenArgv(argv, data), workingFolder);
  };
  app.on('second-instance', hear);
  return {
    listen: (onSecond) => {
      tell = onSecond;
      for (const second of early.splice(0)) onSecond(...second);
    },
    dispose: () => {
      app.off('second-instance', hear);
      app.releaseSingleInstanceLock();
    },
  };
}
