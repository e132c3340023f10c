import { answererAt } from '../../electron/cli/client.ts';
import type { Request } from '../../electron/cli/protocol.ts';
import { socketPaths } from '../../electron/cli/socket-path.ts';
import type { CleanDebian } from './clean-debian.ts';
import { dataFolder } from './user.ts';

/**
 * Asks the app that runs in there, over the socket that its command uses too: the same answer, without a start of
 * Electron for each question.
 * @returns `undefined` while nobody answers
 */
export async function askApp(debian: CleanDebian, request: Request): Promise<unknown> {
  const user = { uid: 1000, userName: 'user', runtimeFolder: '/run/user/1000' };
  const paths = socketPaths({ platform: 'linux', dataFolder, tempFolder: '/tmp', ...user });
  for (const path of paths) {
    const answerer = await answererAt(debian.path(path));
    if (answerer === undefined) continue;
    try {
      for await (const message of answerer.ask(request))
        if (message.kind === 'done') return message.result;
    } catch {
      return undefined; // it has just ended
    }
  }
  return undefined;
}
