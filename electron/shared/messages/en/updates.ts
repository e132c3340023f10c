import type { Staleness, UpdatedBy } from '../../update.ts';
import { formats } from './formats.ts';

const stale: { readonly [K in Staleness['kind']]: (sinceMs: number) => string } = {
  'not-renewed': (sinceMs) =>
    `The newest available list of versions is from ${formats.date(sinceMs)}, and should have been renewed by now.`,
  unheard: (sinceMs) => `No trusted list of versions has arrived since ${formats.date(sinceMs)}.`,
};

const updaters: { readonly [U in UpdatedBy]: string } = {
  self: 'Reelkeep replaces itself when you say so.',
  package:
    'Your package manager installs new versions. Reelkeep downloads and verifies the file first, when you say so.',
  other: 'The store or distribution you got Reelkeep from updates it. Reelkeep does not check.',
  nobody:
    "This copy can't replace itself: it was unpacked manually, is portable, or is built from source. Reelkeep can tell you of a new version; you install it yourself.",
};

/** New versions of Reelkeep: how far an update is, and what is told of it. */
export const updates = {
  /** Who brings new versions. */
  updaters,
  phase: {
    none: (own: string) => `Version ${own}`,
    newest: (own: string) => `Version ${own} is the newest.`,
    offered: (version: string, own: string, sizeBytes?: number) =>
      sizeBytes === undefined
        ? `Version ${version} is out. You have ${own}.`
        : `Version ${version} is out (${formats.roughSize(sizeBytes)}). You have ${own}.`,
    fetching: (version: string) => `Downloading ${version}`,
    fetched: (version: string) => `Version ${version} is downloaded and verified.`,
    installing: (version: string) => `Installing ${version}`,
    byHand: (version: string) =>
      `Version ${version} is downloaded and verified. Install it in a terminal, then restart Reelkeep:`,
    installed: (version: string) => `Version ${version} is installed. Restart Reelkeep to use it.`,
  },
  /** `12.0 MB of 90.0 MB, 3.1 MB/s`. */
  amount: (receivedBytes: number, bytesPerSecond: number, sizeBytes?: number) => {
    const whole = sizeBytes === undefined ? '' : ` of ${formats.roughSize(sizeBytes)}`;
    const speed = bytesPerSecond === 0 ? '' : `, ${formats.speed(bytesPerSecond)}`;
    return `${formats.roughSize(receivedBytes)}${whole}${speed}`;
  },
  /** It is not known whether there is a newer version. */
  stale,
  staleRemedy: (address: string) =>
    `There may be a newer version that something keeps from you: look at ${address}. If this computer's date is wrong, set it.`,
  notice: {
    stale: "Reelkeep can't tell whether it is up to date",
    staleBody: (sentence: string) => `${sentence} See Settings > Updates.`,
    offered: (version: string) => `Reelkeep ${version} is out`,
    running: (version: string) => `Reelkeep ${version} is running`,
    whatIsNew: "Settings > Updates shows what's new.",
    oldRuns: (version: string) => `Reelkeep ${version} was not installed`,
    stillRuns: (own: string) =>
      `${own} is still running, and nothing was lost. See Settings > Updates.`,
  },
};
