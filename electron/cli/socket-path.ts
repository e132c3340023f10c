import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What the address of a running Reelkeep is made of. */
export interface SocketPlace {
  readonly platform: NodeJS.Platform;
  /** Absolute path of the app's own data. */
  readonly dataFolder: string;
  /** `XDG_RUNTIME_DIR`, if it is set. */
  readonly runtimeFolder?: string | undefined;
  /** The system's folder of temporary files. */
  readonly tempFolder: string;
  /** The user's number; absent on Windows. */
  readonly uid?: number | undefined;
  readonly userName: string;
}

/** `sun_path` has 104 bytes on macOS, 108 on Linux, a NUL among them (unix(7)). */
const maxPathBytes = 103;

/**
 * Where a running Reelkeep listens, the best place first: the folder that the system makes for this user's
 * session, also where this program was not told of it (cron, `su`); the data folder, unless its path is too
 * long; a folder of this user's own among the temporary files. On Windows one named pipe.
 * Whoever listens takes the first that works, and whoever asks tries all of them.
 */
export function socketPaths(place: SocketPlace): readonly string[] {
  const { platform, dataFolder, runtimeFolder, tempFolder, uid, userName } = place;
  const hash = createHash('sha256').update(`${dataFolder}\n${userName}`).digest('hex').slice(0, 16);
  if (platform === 'win32') return [`\\\\.\\pipe\\reelkeep-${hash}`];
  const usual = platform === 'linux' && uid !== undefined ? [`/run/user/${String(uid)}`] : [];
  const told = runtimeFolder?.startsWith('/') === true ? [runtimeFolder] : [];
  const paths = [
    ...[...told, ...usual].map((folder) => join(folder, `reelkeep-${hash}`, 'socket')),
    join(dataFolder, 'remote', 'socket'),
    join(tempFolder, `reelkeep-${String(uid ?? 0)}-${hash}`, 'socket'),
  ];
  return [...new Set(paths)].filter((path) => Buffer.byteLength(path) <= maxPathBytes);
}
