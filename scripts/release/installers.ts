/** How a package is put on a machine that is thrown away afterwards, and where the app is then. */
export interface Installer {
  /** Which file in `dist` it is. */
  readonly file: RegExp;
  /** The commands, with the file's absolute path and a folder of one's own. */
  readonly commands: (path: string, folder: string) => readonly (readonly string[])[];
  /** The app's executable. */
  readonly executable: (folder: string) => string;
}

/** The installers that a release's smoke test uses, by platform. */
export const installers: { readonly [platform: string]: Installer | undefined } = {
  linux: {
    file: /\.deb$/,
    commands: (path) => [['sudo', 'apt-get', 'install', '--yes', path]],
    executable: () => '/usr/bin/reelkeep',
  },
  win32: {
    file: /setup.*\.exe$/i,
    commands: (path, folder) => [[path, '/S', `/D=${folder}`]],
    executable: (folder) => `${folder}\\Reelkeep.exe`,
  },
  darwin: {
    file: /-mac\.zip$/,
    commands: (path, folder) => [['ditto', '-x', '-k', path, folder]],
    executable: (folder) => `${folder}/Reelkeep.app/Contents/MacOS/Reelkeep`,
  },
};
