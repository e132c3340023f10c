/** What `npm run dist` and `npm run dist:dir` were told. */
export interface DistOptions {
  /** Only the folder with the app, nothing to install. */
  readonly isFolderOnly: boolean;
  /** What `npm run dist:dir` has packed is taken as it is. */
  readonly isPacked: boolean;
  /** Also with an Electron that gets no security fixes any more: for tests of the packing. */
  readonly isUnsupportedAllowed: boolean;
  /** Weak and quick compression: for tests of what is installed, which unpack it at once. */
  readonly isFast: boolean;
  /** Linux’ targets to make; all of them unless some are named. */
  readonly targets: readonly LinuxTarget[];
  /** Where everything is put; absolute, or seen from the project. */
  readonly outDir: string;
}

/** What can be made for Linux, in the order in which it is made. */
export const linuxTargets = ['tar.gz', 'zip', 'AppImage', 'deb', 'rpm'] as const;
export type LinuxTarget = (typeof linuxTargets)[number];

export const unsupportedFlag = '--with-unsupported-electron';

const isTarget = (word: string): word is LinuxTarget =>
  (linuxTargets as readonly string[]).includes(word);

/** Reads the command line. @returns the options, or a sentence about what is wrong with it */
export function readOptions(args: readonly string[]): DistOptions | string {
  const targets: LinuxTarget[] = [];
  let outDir = 'dist';
  for (const arg of args) {
    if (arg.startsWith('--out=') && arg.length > '--out='.length)
      outDir = arg.slice('--out='.length);
    else if (isTarget(arg)) targets.push(arg);
    else if (!['--dir', '--fast', '--packed', unsupportedFlag].includes(arg)) return usage(arg);
  }
  return {
    isFolderOnly: args.includes('--dir'),
    isPacked: args.includes('--packed'),
    isUnsupportedAllowed: args.includes(unsupportedFlag),
    isFast: args.includes('--fast'),
    targets:
      targets.length > 0 ? linuxTargets.filter((each) => targets.includes(each)) : linuxTargets,
    outDir,
  };
}

function usage(arg: string): string {
  return `“${arg}” is not known here; known are --dir, --fast, --packed, --out=FOLDER, ${unsupportedFlag}, and the targets ${linuxTargets.join(', ')}`;
}
