import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** A web server over a folder, until it is stopped. */
export interface Nginx {
  /** Without a slash at its end. */
  readonly origin: string;
  stop(): Promise<void>;
}

function configuration(port: number, folder: string, root: string): string {
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  types { video/mp4 mp4; }
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${String(port)}; root ${root}; }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

/** Resolves once the port takes connections. @throws when the server has ended instead */
async function listens(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`nginx ended with ${String(server.exitCode)}`);
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      // Not yet: nginx is a process of its own and says nothing when it is ready.
    } finally {
      socket.destroy();
    }
  }
}

/** Starts the system's nginx on a free port of the loopback address. */
export async function startNginx(folder: string, root: string): Promise<Nginx> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const path = join(folder, 'nginx.conf');
  writeFileSync(path, configuration(port, folder, root));
  const child = spawn('nginx', ['-c', path, '-p', folder, '-e', 'stderr'], { stdio: 'inherit' });
  await listens(port, child);
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
