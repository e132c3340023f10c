import { app } from 'electron';
import { droppedSwitches, refusedSwitch } from './allowed-switches.ts';

/**
 * Takes the debugging port's switches from the app that ships, and ends it, with exit code 2 and a line on stderr, if its command line has a switch that is not
 * allowed. Call it first of all: Electron opens its debugging port, and Chromium starts its pages and its network,
 * only once the main script has been evaluated.
 */
export function refuseSwitches(): void {
  if (!app.isPackaged) return;
  const isRoot = process.getuid?.() === 0;
  const refusal = refusedSwitch(process.argv, { platform: process.platform, isRoot });
  for (const name of droppedSwitches) app.commandLine.removeSwitch(name);
  if (refusal === undefined) return;
  console.error(refusal);
  process.exit(2);
}
