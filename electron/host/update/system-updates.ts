import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { FeedFile, FileKind } from '../../core/update/feed.ts';
import { updaterOf, type Installation } from '../../core/update/policy.ts';
import type { InstallEnd, UpdatePorts } from '../../core/update/ports.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import { ownProgram } from '../desktop/login-program.ts';
import { fetchFile, isProven } from './fetch-file.ts';
import { installOnMac } from './install-macos.ts';
import { installPackage, packageVersion } from './install-package.ts';
import { installOnWindows } from './install-windows.ts';
import { isOnlyOurs, ownFolder, sweep } from './own-folder.ts';
import type { PackageKind } from './package-commands.ts';
import { dropOldAppImage, replaceAppImage } from './replace-app-image.ts';
import { startAgain } from './restart.ts';
import { findProgram } from './run-program.ts';

/** What starts this copy again. */
function program(): readonly string[] {
  const { execPath } = process;
  return ownProgram(process.env, {
    execPath,
    appPath: app.getAppPath(),
    isPackaged: app.isPackaged,
  });
}

/** The AppImage that this process comes out of, if it does. */
function ownAppImage(): string | undefined {
  const [first] = program();
  return app.isPackaged && first !== process.execPath ? first : undefined;
}

/** What the package has written beside the app. */
function packageType(): string | undefined {
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim() || undefined;
  } catch {
    return undefined; // it came in none
  }
}

/** Whether there is an installed copy to replace: not a portable one, nor one in a disk image. */
function isInstalled(): boolean | undefined {
  const { platform, execPath, env } = process;
  if (platform === 'win32') {
    const uninstaller = join(dirname(execPath), `Uninstall ${app.getName()}.exe`);
    return env['PORTABLE_EXECUTABLE_FILE'] === undefined && existsSync(uninstaller);
  }
  if (platform !== 'darwin') return undefined;
  return !/\/AppTranslocation\/|^\/Volumes\//.test(execPath);
}

function installationOf(): Installation {
  const kind = packageType();
  return {
    platform: process.platform,
    isPackaged: app.isPackaged,
    isInstalled: isInstalled(),
    ...(kind !== undefined && { packageType: kind }),
    // A program that an AppImage starts inherits its variables; only what lies in its mount is it.
    env: { ...process.env, APPIMAGE: ownAppImage() },
  };
}

/** What replaces a copy that replaces itself. */
const replacing: { readonly [platform: string]: FileKind | undefined } = {
  linux: 'appimage',
  win32: 'nsis',
  darwin: 'mac-zip',
};

/** The kind of file that replaces this copy. */
function kindOf(installation: Installation): FileKind | undefined {
  const updater = updaterOf(installation);
  if (updater === 'package') return installation.packageType === 'rpm' ? 'rpm' : 'deb';
  return updater === 'self' ? replacing[process.platform] : undefined;
}

/** What puts a proven file in the place of the app, by its kind. */
async function installFile(
  file: FeedFile,
  folder: string,
  quit: () => void,
): Promise<Outcome<InstallEnd, UpdateFailure>> {
  const path = join(folder, file.name);
  // Nobody else can change it any more: what is proven is what is installed.
  if (!(await isOnlyOurs(folder)) || !(await isProven(path, file)))
    return fail({ code: 'file-changed' });
  const appImage = ownAppImage();
  switch (file.kind) {
    case 'deb':
    case 'rpm':
      return await installPackage(path, { kind: file.kind, folder, find: findProgram });
    case 'nsis':
      return await installOnWindows(path, quit);
    case 'mac-zip':
      return await installOnMac(path, file, quit);
    case 'appimage':
      return appImage === undefined
        ? fail({ code: 'not-installed', detail: file.kind })
        : await replaceAppImage(path, appImage, file);
  }
}

/** This system's way to replace the app. @param quit ends this run in an orderly way */
export function systemUpdates(quit: () => void): UpdatePorts {
  const folder = join(app.getPath('userData'), 'updates');
  const installation = installationOf();
  const kind = kindOf(installation);
  const packageKind: PackageKind | undefined = kind === 'deb' || kind === 'rpm' ? kind : undefined;
  return {
    installation,
    target: { kind, arch: process.arch },
    fetch: async (file, how) => {
      try {
        await ownFolder(folder);
      } catch (error) {
        return fail({ code: 'disk', folder: dirname(folder), detail: String(error) });
      }
      await sweep(folder, file.name);
      return await fetchFile(file, { ...how, folder });
    },
    isProven: (file) => isProven(join(folder, file.name), file),
    install: (file) => installFile(file, folder, quit),
    installedVersion: () =>
      packageKind === undefined
        ? Promise.resolve(undefined)
        : packageVersion(packageKind, findProgram),
    confirm: async () => {
      const appImage = ownAppImage();
      if (appImage !== undefined) await dropOldAppImage(appImage);
    },
    sweep: (keep) => sweep(folder, keep),
    restart: () => {
      startAgain(program());
      quit();
    },
    changelog: () => readFile(join(import.meta.dirname, 'CHANGELOG.md'), 'utf8').catch(() => ''),
  };
}
