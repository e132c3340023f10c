// node unzip.mjs ARCHIVE FOLDER, on the project's Node.js: the unpacker refuses older ones.
import { createRequire } from 'node:module';

// The unpacker is a dependency of `electron` and no promise to us: found from there, and pinned by the lock file.
const fromElectron = createRequire(createRequire(import.meta.url).resolve('electron'));
const [archivePath, dir] = process.argv.slice(2);

/** @type {{ extract: (archivePath: string | undefined, options: { dir: string | undefined }) => Promise<void> }} */
const { extract } = fromElectron('@electron-internal/extract-zip');
await extract(archivePath, { dir });
