import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment, run, say, SetupError, tail } from './command.mjs';
import { modulesDir, projectDir, projectNode } from './paths.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * Whether everything in package-lock.json is installed. npm notes what it installed in
 * `node_modules/.package-lock.json`, so this also believes an `npm install` made by hand.
 */
export function arePackagesInstalled() {
  const wanted = readLock(join(projectDir, 'package-lock.json'));
  const installed = readLock(join(modulesDir, '.package-lock.json'));
  if (wanted === undefined || installed === undefined) return false;
  return (
    Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
      if (path === '') return true;
      const found = installed[path];
      // Optional packages are mostly builds for other systems, which npm leaves out.
      if (found === undefined) return optional === true || devOptional === true;
      return found.version === version && found.integrity === integrity;
    }) && isProjectNodeThere()
  );
}

/** Installs what package-lock.json says, and sees to it that the project's own Node.js runs. */
export async function installPackages() {
  say('installing npm packages (npm ci)');
  const { ok, output } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: projectDir,
    env: npmEnvironment(),
    doing: 'installing npm packages',
  });
  if (!ok) {
    throw new SetupError(
      `npm ci failed:\n${tail(npmErrors(output))}`,
      'check the connection to the npm registry (npm ping) and run npm ci yourself',
    );
  }
  if (!isProjectNodeThere()) await installProjectNode();
  await checkProjectNode();
}

/** npm ends on a page of help, after what was wrong. @param {string} output */
function npmErrors(output) {
  const start = output.indexOf('npm error');
  return start === -1 ? output : output.slice(start).split('\n').slice(0, 15).join('\n');
}

/** npm may have been told to run no install scripts; without its script the package `node` is empty. */
async function installProjectNode() {
  say('npm ran no install script for the package node: running it now');
  const script = await run(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(modulesDir, 'node'),
    env: npmEnvironment(),
    doing: 'installing the project’s Node.js',
  });
  // npm makes no command of what was not there when it looked.
  const link = await run('npm', ['rebuild', 'node', '--ignore-scripts'], {
    cwd: projectDir,
    env: npmEnvironment(),
  });
  if (!isProjectNodeThere()) {
    throw new SetupError(
      `the project’s Node.js could not be installed:\n${tail(`${script.output}\n${link.output}`)}`,
      'run: npm install-scripts approve node && npm rebuild node',
    );
  }
}

async function checkProjectNode() {
  const wanted = `v${projectNodeVersion()}`;
  const { output } = await run(projectNode, ['--version']);
  if (output !== wanted) {
    throw new SetupError(
      `${projectNode} should be Node.js ${wanted}, and says: ${output}`,
      'remove node_modules and run this again',
    );
  }
}

/** Both the program and the command that npm scripts find on their PATH. */
function isProjectNodeThere() {
  const command = join(modulesDir, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  return existsSync(projectNode) && existsSync(command);
}

/** @returns {string} */
function projectNodeVersion() {
  return JSON.parse(readFileSync(join(modulesDir, 'node', 'package.json'), 'utf8')).version;
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
