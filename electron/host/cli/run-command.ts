import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import { openOutputFile, readTextFile } from '../../cli/files.ts';
import { parseCommandLine, type CommandLine } from '../../cli/parse.ts';
import { outputError } from '../../cli/output-error.ts';
import type { RunPorts } from '../../cli/ports.ts';
import { runCommandLine } from '../../cli/run.ts';
import { dropSpareFolder, makeSpareFolder } from '../data/data-folder.ts';
import { isHarmlessSwitch } from '../system/allowed-switches.ts';
import { connectToApp, openDataAlone } from './reach.ts';

/** Reads this process's command line, or that of a second one. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  // Electron's own start of a folder; not in its types for an app that is packaged.
  const hasAppPath = (process as { readonly defaultApp?: boolean }).defaultApp === true;
  return parseCommandLine(argv, { hasAppPath, isForeignSwitch: isHarmlessSwitch });
}

function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error == null) resolve();
      else reject(outputError(error));
    });
  });
}

/** What is printed goes nowhere if nobody reads it: that is no reason to crash. */
function heedClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function showProgress(share: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${String(Math.round(share * 100))} %`);
}

function ports(onInterrupt: (interrupt: () => void) => void): RunPorts {
  return {
    version: app.getVersion(),
    print,
    say: (sentence) => void process.stderr.write(`reelkeep: ${sentence}\n`),
    showProgress,
    readFile: (path) => readTextFile(path, process.stdin),
    openOutput: openOutputFile,
    connect: connectToApp,
    openData: () => openDataAlone(onInterrupt),
    wait: delay,
  };
}

/**
 * Does what the command line asks for, unless that is the window; then the process ends by itself. Call it
 * before anything of the app: a command takes neither Electron's lock nor Chromium's folder.
 * @returns whether this process is a command's
 */
export function runsCommand(): boolean {
  const line = readCommandLine(process.argv);
  if (line.kind === 'app') return false;
  heedClosedPipes();
  if (line.kind !== 'command') {
    // Before Electron looks for a display: there may be none.
    void runCommandLine(
      line,
      ports(() => undefined),
    ).then((code) => process.exit(code));
    return true;
  }
  const spare = makeSpareFolder();
  app.setPath('sessionData', spare);
  app.disableHardwareAcceleration();
  app.dock?.hide();
  let interrupt = () => app.exit(130);
  app.on('before-quit', (event) => {
    event.preventDefault();
    interrupt();
  });
  const onInterrupt = (heard: () => void) => {
    interrupt = heard;
  };
  void runCommandLine(line, ports(onInterrupt)).then((code) => {
    dropSpareFolder(spare);
    app.exit(code);
  });
  return true;
}
