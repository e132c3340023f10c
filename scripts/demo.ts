// node scripts/demo.ts
// Shows Reelkeep at work against the built-in fake provider, with a throw-away profile: on the user's display
// where there is one, and otherwise on a display of its own, where it only plays the scene and tells of it.
import { runCommand, runInDesktop, hasDisplay } from './desktop.ts';
import { electronEnvironment } from './electron-runtime.ts';

async function demo(): Promise<number> {
  console.log('demo: building the app');
  const built = await runCommand('electron-vite', ['build', '--logLevel', 'warn']);
  if (built !== 0) return built;
  return await runInDesktop('node', ['scripts/demo/play.ts', ...(hasDisplay() ? ['--stay'] : [])], {
    useDisplay: true,
    env: electronEnvironment(),
  });
}

process.exitCode = await demo();
