// node scripts/start.ts [--dev] [ARGS…]
// Builds the app and starts it on the user's own desktop, with the user's own data. With --dev the window
// follows each change of the renderer, and the app restarts with each change of the main process.
import { fileURLToPath } from 'node:url';
import { hasDisplay, runCommand } from './desktop.ts';
import { electronArgs, electronEnvironment, electronRuntime } from './electron-runtime.ts';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

async function start(args: readonly string[]): Promise<number> {
  const exitCode = await runCommand('electron-vite', ['build']);
  if (exitCode !== 0) return exitCode;
  return await runCommand(
    electronRuntime().execPath,
    [...electronArgs(), projectDir, ...args],
    appEnvironment(),
  );
}

async function startForDevelopment(args: readonly string[]): Promise<number> {
  return await runCommand(
    'electron-vite',
    ['dev', '--watch', '--', ...electronArgs(), ...args],
    appEnvironment(),
  );
}

function appEnvironment(): NodeJS.ProcessEnv {
  // An editor that is an Electron itself hands the second on to its terminals, and no window would open.
  return { ...electronEnvironment(), ELECTRON_RUN_AS_NODE: undefined };
}

const args = process.argv.slice(2);
if (hasDisplay()) {
  process.exitCode = await (args[0] === '--dev' ? startForDevelopment(args.slice(1)) : start(args));
} else {
  console.error(
    'There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).',
  );
  console.error('Start it from a desktop, or see it work without one: npm run demo');
  process.exitCode = 1;
}
