import electronLog from 'electron-log/node';
import { join } from 'node:path';
import type { Log } from '../../core/platform/log.ts';
import type { KeyMask } from '../../core/platform/key-mask.ts';
import { toEntry } from './redact.ts';

/** One file of this size, and the one before it. */
const maxSizeBytes = 2 * 1024 * 1024;

/** What the log needs. */
export interface LogOptions {
  /** Absolute path of the folder of the log files. */
  readonly folder: string;
  /** Also write to the console: for development only. */
  readonly isConsoleOn: boolean;
  /** Knows the accounts' keys. */
  readonly keys?: KeyMask;
}

/** The log, which can also be read. */
export interface AppLog extends Log {
  /** The file's text, as far as it can be read. */
  readonly text: () => string;
}

/**
 * Opens the rotating log file. Every line is redacted on its way in.
 * @see https://github.com/megahertz/electron-log#readme
 */
export function openLog({ folder, isConsoleOn, keys }: LogOptions): AppLog {
  // electron-log's variant for Node: its other one adds an IPC channel that pages could write to.
  const logger = electronLog.create({ logId: 'reelkeep' });
  logger.transports.file.resolvePathFn = () => join(folder, 'reelkeep.log');
  logger.transports.file.maxSize = maxSizeBytes;
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  logger.transports.console.level = isConsoleOn ? 'info' : false;
  return {
    info: (message) => {
      logger.info(toEntry(message, keys));
    },
    warn: (message) => {
      logger.warn(toEntry(message, keys));
    },
    error: (message) => {
      logger.error(toEntry(message, keys));
    },
    text: () => logger.transports.file.readAllLogs().at(-1)?.lines.join('\n') ?? '',
  };
}

/**
 * Writes down errors that nobody caught, instead of Electron's dialog, and goes on: what is durable
 * is written by replacing whole files, and the user's downloads should not end for a bug elsewhere.
 * @see https://nodejs.org/api/process.html#event-uncaughtexception
 */
export function catchUnhandled(log: Log): { dispose(): void } {
  const write = (kind: string) => (error: unknown) => {
    log.error(
      `${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  };
  const onException = write('uncaught exception');
  const onRejection = write('unhandled rejection');
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  return {
    dispose: () => {
      process.off('uncaughtException', onException);
      process.off('unhandledRejection', onRejection);
    },
  };
}
