// node scripts/dist-compare.ts [--full]
// Builds everything twice, in two folders of other names, at another time zone and umask, and compares what comes
// out byte by byte. Quick compression unless --full is given.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceDateEpoch } from './dist/build-time.ts';
import { sha256Of } from './dist/checksums.ts';
import { unsupportedFlag } from './dist/options.ts';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

/** What must be the same, by ending; the AppImage only where it can be made. */
const compared = [
  '.deb',
  '.rpm',
  '.tar.gz',
  '.zip',
  '.AppImage',
  '.cdx.json',
  '.yml',
  'SHA256SUMS',
];
const asar = 'linux-unpacked/resources/app.asar';

/** How the two builds differ. */
const builds = [
  { name: 'a', timeZone: 'UTC', umask: '022' },
  { name: 'another-folder', timeZone: 'Pacific/Kiritimati', umask: '077' },
] as const;

/** Copies the project as it is now, and links to its packages, which are only read. */
async function copyProject(into: string): Promise<void> {
  const git = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', git, {
    cwd: projectDir,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  for (const name of new Set(listed.split('\0'))) {
    if (name === '' || !existsSync(join(projectDir, name))) continue;
    mkdirSync(dirname(join(into, name)), { recursive: true });
    await copyFile(join(projectDir, name), join(into, name));
  }
  execFileSync('cp', ['-al', join(projectDir, 'node_modules'), join(into, 'node_modules')]);
  // This one is rewritten; through a link it would be written in the project.
  rmSync(join(into, 'node_modules/.cache/reelkeep/bundled'), { recursive: true, force: true });
}

/** What was made, by name, with its hash. */
async function hashes(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = readdirSync(folder).filter((name) => compared.some((end) => name.endsWith(end)));
  const all = [...names, asar].sort();
  return new Map(
    await Promise.all(all.map(async (name) => [name, await sha256Of(join(folder, name))] as const)),
  );
}

async function buildOnce(workDir: string, build: (typeof builds)[number]): Promise<string> {
  const folder = join(workDir, build.name);
  await copyProject(folder);
  const speed = process.argv.includes('--full') ? [] : ['--fast'];
  const command = [process.execPath, 'scripts/dist.ts', unsupportedFlag, ...speed];
  const { status } = spawnSync('sh', ['-c', `umask ${build.umask}; exec "$@"`, 'sh', ...command], {
    cwd: folder,
    env: {
      ...process.env,
      TZ: build.timeZone,
      SOURCE_DATE_EPOCH: String(sourceDateEpoch(projectDir)),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`the build in ${folder} ended with ${String(status)}`);
  return join(folder, 'dist');
}

async function main(): Promise<number> {
  const workDir = mkdtempSync(join(tmpdir(), 'reelkeep-compare-'));
  try {
    const made: ReadonlyMap<string, string>[] = [];
    for (const build of builds) made.push(await hashes(await buildOnce(workDir, build)));
    const [left = new Map<string, string>(), right = new Map<string, string>()] = made;
    const names = [...new Set([...left.keys(), ...right.keys()])].sort();
    const odd = names.filter((name) => left.get(name) !== right.get(name));
    for (const name of names) {
      console.log(
        `${odd.includes(name) ? 'DIFFERS' : 'same   '}  ${left.get(name) ?? '-'}  ${name}`,
      );
    }
    console.log(`dist:compare: ${names.length - odd.length} of ${names.length} files are the same`);
    return odd.length === 0 ? 0 : 1;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

if (process.platform !== 'linux') {
  console.log('dist:compare: not run: it compares Linux’ packages, and this is another system');
} else {
  process.exitCode = await main();
}
