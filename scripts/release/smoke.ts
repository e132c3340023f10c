// npm run test:smoke [-- --app EXECUTABLE]
// Installs what was built for this system, starts it, and ends it again: it must say its version and Electron's in
// its log, and quit when told to. With --app nothing is installed. For machines that are thrown away afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installers } from './installers.ts';

const startsWithinMs = 60_000;
const quitsWithinMs = 20_000;

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

function install(folder: string): string {
  const installer = installers[process.platform];
  if (installer === undefined) throw new Error(`No installer for ${process.platform}.`);
  const name = readdirSync('dist').find((each) => installer.file.test(each));
  if (name === undefined) throw new Error(`There is no ${String(installer.file)} in dist.`);
  for (const [command = '', ...args] of installer.commands(resolve('dist', name), folder)) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${command} ended with ${String(status)}.`);
  }
  return installer.executable(folder);
}

async function untilLogged(logPath: string): Promise<string> {
  const wanted = `Reelkeep ${version} on Electron `;
  const endMs = Date.now() + startsWithinMs;
  while (Date.now() < endMs) {
    const log = existsSync(logPath) ? readFileSync(logPath, 'utf8') : '';
    const line = log.split('\n').find((each) => each.includes(wanted));
    if (line !== undefined) return line;
    await delay(250);
  }
  throw new Error(`It did not start within a minute: no “${wanted}” in ${logPath}.`);
}

async function smoke(executable: string, userData: string): Promise<void> {
  const args = [`--user-data-dir=${userData}`];
  const app = spawn(executable, args, { stdio: 'inherit' });
  const ended = once(app, 'exit');
  try {
    console.log(`smoke: started: ${await untilLogged(join(userData, 'logs', 'reelkeep.log'))}`);
    spawnSync(executable, [...args, '--action=quit'], { stdio: 'inherit', timeout: quitsWithinMs });
    const isEnded = await Promise.race([ended, delay(quitsWithinMs, undefined, { ref: false })]);
    if (isEnded === undefined) throw new Error('It did not quit when told to.');
    console.log('smoke: quit when told to');
  } finally {
    app.kill('SIGKILL');
  }
}

const named = process.argv.indexOf('--app');
const folder = mkdtempSync(join(tmpdir(), 'reelkeep-smoke-'));
try {
  const executable = named < 0 ? install(join(folder, 'app')) : process.argv[named + 1];
  if (executable === undefined) throw new Error('--app needs the path of the executable.');
  await smoke(executable, join(folder, 'data'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
