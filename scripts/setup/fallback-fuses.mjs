// node fallback-fuses.mjs EXECUTABLE, on the project's Node.js: @electron/fuses refuses older ones.
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

const [execPath] = process.argv.slice(2);
if (execPath === undefined) throw new Error('no executable named');

await flipFuses(execPath, {
  version: FuseVersion.V1,
  // Playwright drives the main process through --inspect, which Cypress has forbidden.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  // The snapshot holds Cypress' own code.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
});
