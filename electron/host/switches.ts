import { app } from 'electron';
import { refusedSwitch } from './command-line.ts';

/**
 * Ends the app that ships, with exit code 2 and a line on stderr, if its command line has a switch that is not
 * allowed. Call it first of all: Electron opens its debugging port, and Chromium starts its pages and its network,
 * only once the main script has been evaluated.
 */
export function refuseSwitches(): void {
  if (!app.isPackaged) return;
  const isRoot = process.getuid?.() === 0;
  const refusal = refusedSwitch(process.argv, { platform: process.platform, isRoot });
  if (refusal === undefined) return;
  console.error(refusal);
  process.exit(2);
}
