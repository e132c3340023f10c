// node scripts/cli.ts COMMAND ARGS…
// Runs a command of the app, which is built if it has not been, as `reelkeep COMMAND …` does once it is installed. With
// `--user-data-dir=FOLDER` among the arguments it asks the Reelkeep that works with that folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './desktop.ts';
import { electronArgs, electronEnvironment, electronRuntime } from './electron-runtime.ts';

const projectDir = fileURLToPath(new URL('..', import.meta.url));
const args = [
  ...electronArgs(),
  '--ozone-platform=headless',
  '--log-level=3',
  projectDir,
  ...process.argv.slice(2),
];
// What was built before is taken as it is: to build it for every command would take longer than most of them.
const isBuilt = existsSync(join(projectDir, 'out', 'main', 'main.js'));
const built = isBuilt ? 0 : await runCommand('electron-vite', ['build', '--logLevel', 'error']);
process.exitCode =
  built === 0
    ? await runCommand(electronRuntime().execPath, args, {
        ...electronEnvironment(),
        ELECTRON_RUN_AS_NODE: undefined,
      })
    : built;
