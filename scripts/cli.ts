// node scripts/cli.ts COMMAND ARGS…
// Runs a command of the built app, as `reelkeep COMMAND …` does once it is installed. With
// `--user-data-dir=FOLDER` among the arguments it asks the Reelkeep that works with that folder.
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
process.exitCode = await runCommand(electronRuntime().execPath, args, {
  ...electronEnvironment(),
  ELECTRON_RUN_AS_NODE: undefined,
});
