import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { modulesDir } from './paths.mjs';

/** A failure with a reason and a remedy for the person at the keyboard; no stack is of use to them. */
export class SetupError extends Error {
  /**
   * @param {string} reason
   * @param {string} remedy
   */
  constructor(reason, remedy) {
    super(reason);
    this.remedy = remedy;
  }
}

/** @param {string} line */
export function say(line) {
  console.error(`setup: ${line}`); // stdout is that of the command that follows
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitMs] killed after this long; no limit unless given
 * @property {string} [doing] said every 30 s, so that a long download does not look hung
 */

/**
 * Runs a command with no standard input and collects what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ ok: boolean, output: string }>} never rejects: a command that is not there is `ok: false`
 */
export function run(command, args, { cwd, env = process.env, limitMs, doing } = {}) {
  return new Promise((resolve) => {
    const startedAtMs = Date.now();
    let output = '';
    // npm is a .cmd file on Windows, and Node starts those through a shell only.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const limit =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            output += `\ngave up after ${String(limitMs / 1000)} s`;
            child.kill('SIGKILL');
          }, limitMs);
    const heartbeat = setInterval(() => {
      if (doing) say(`still ${doing} (${Math.round((Date.now() - startedAtMs) / 1000)} s)`);
    }, 30_000);
    /** @param {boolean} ok */
    const finish = (ok) => {
      clearTimeout(limit);
      clearInterval(heartbeat);
      resolve({ ok, output: output.trim() });
    };
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => {
      output += error.message;
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}

/**
 * The last lines of an output, indented: what a failed command had to say.
 *
 * @param {string} output
 */
export function tail(output, lines = 15) {
  return output
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}

/**
 * The environment for npm: without this project's own `node_modules/.bin`, whose `node` npm is about to
 * replace, and with nothing of the npm script that started the setup.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(modulesDir))
    .join(delimiter);
  return { ...process.env, PATH: path, NODE_ENV: 'development' };
}
