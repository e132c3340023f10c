import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { app, autoUpdater } from 'electron';
import type { FeedFile } from '../../core/update/feed.ts';
import type { InstallEnd } from '../../core/update/ports.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';

/** Serves a proven file to Squirrel alone, on this computer, under a name that nobody else can guess. */
function serveFile(
  path: string,
  { sizeBytes }: FeedFile,
): Promise<{ server: Server; url: string }> {
  const secret = randomBytes(32).toString('hex');
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const base = `http://${request.headers.host ?? ''}/${secret}`;
      if (request.url === `/${secret}.json`) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ url: `${base}.zip` }));
      } else if (request.url === `/${secret}.zip`) {
        response.writeHead(200, {
          'content-type': 'application/zip',
          'content-length': sizeBytes,
        });
        createReadStream(path).pipe(response);
      } else response.writeHead(404).end();
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // it listens on a port
      resolve({ server, url: `http://127.0.0.1:${String(port)}/${secret}.json` });
    });
  });
}

/** Squirrel has the file, and has checked its code signature against the app's own. */
function taken(): Promise<Outcome<undefined, UpdateFailure>> {
  return new Promise((resolve) => {
    autoUpdater.once('update-downloaded', () => {
      resolve(succeed(undefined));
    });
    autoUpdater.once('error', ({ message }) => {
      resolve(fail({ code: 'not-installed', detail: message }));
    });
    autoUpdater.once('update-not-available', () => {
      resolve(fail({ code: 'not-installed', detail: 'not taken' }));
    });
  });
}

/**
 * Hands a proven file to Squirrel.Mac, which Electron brings along, and lets it replace and start the app at the
 * end of this run.
 * @param path absolute
 * @see https://www.electronjs.org/docs/latest/api/auto-updater#macos
 */
export async function installOnMac(
  path: string,
  file: FeedFile,
  quit: () => void,
): Promise<Outcome<InstallEnd, UpdateFailure>> {
  const { server, url } = await serveFile(path, file);
  try {
    const ended = taken();
    autoUpdater.setFeedURL({ url });
    autoUpdater.checkForUpdates();
    const outcome = await ended;
    if (!outcome.ok) return outcome;
  } catch (error) {
    return fail({ code: 'not-installed', detail: String(error) }); // without a code signature it refuses
  } finally {
    server.close();
    server.closeAllConnections();
  }
  // Only once all is written and no window is left: it ends the process without asking anybody.
  app.once('will-quit', (event) => {
    event.preventDefault();
    autoUpdater.quitAndInstall();
  });
  quit();
  return succeed({ kind: 'restarts' });
}
