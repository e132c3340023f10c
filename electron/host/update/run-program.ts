import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemFolders } from './package-commands.ts';

/** What a program came to. */
export interface ProgramEnd {
  /** -1 where it could not be started, or was ended by a signal. */
  readonly code: number;
  /** The end of what it printed. */
  readonly output: string;
}

const mostOutput = 2_000;

/** A program of the system; its absolute path. */
export function findProgram(name: string): string | undefined {
  return systemFolders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Runs a program to its end, whatever becomes of this process meanwhile: one that is half through with replacing
 * an app must not be ended by that app's crash. A shell stands between: pkexec would end with its own parent.
 * @param outputPath where what it prints is written to
 */
export function runToItsEnd(command: readonly string[], outputPath: string): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    rmSync(outputPath, { force: true });
    const output = openSync(outputPath, 'wx', 0o600); // never through a link
    const child = spawn('/bin/sh', ['-c', '"$@"; exit $?', 'sh', ...command], {
      detached: true,
      stdio: ['ignore', output, output],
      cwd: '/',
    });
    closeSync(output);
    const end = (code: number) => {
      readFile(outputPath, 'utf8').then(
        (text) => {
          resolve({ code, output: text.slice(-mostOutput).trim() });
        },
        () => {
          resolve({ code, output: '' });
        },
      );
    };
    child.on('error', () => {
      end(-1);
    });
    child.on('exit', (code) => {
      end(code ?? -1);
    });
  });
}
