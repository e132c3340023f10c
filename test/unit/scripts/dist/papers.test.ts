import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { checksums } from '../../../../scripts/dist/checksums.ts';
import { feed, feedFile, feedName } from '../../../../scripts/dist/feed.ts';
import { writeLinuxFiles } from '../../../../scripts/dist/linux-files.ts';
import { metainfo, releasesIn } from '../../../../scripts/dist/metainfo.ts';
import { sbom } from '../../../../scripts/dist/sbom.ts';
import { notices, readThirdParty } from '../../../../scripts/dist/third-party.ts';

const projectDir = join(import.meta.dirname, '../../../..');

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A project with one package, as npm would have installed it. */
function aProject(manifest: object, files: Readonly<Record<string, string>>): string {
  const folder = aFolder();
  const at = join(folder, 'node_modules/x');
  mkdirSync(at, { recursive: true });
  const whole = { name: 'x', version: '1.2.3', license: 'MIT', ...manifest };
  writeFileSync(join(at, 'package.json'), JSON.stringify(whole));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  const packages = { 'node_modules/x': { version: '1.2.3', integrity: 'sha512-AAEC' } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  return folder;
}

test.each([
  [{ LICENSE: 'take it\r\n' }, 'take it'],
  [{ 'license.md': 'take it' }, 'take it'],
  [{ 'readme.md': '# x\n\n## License\n\ntake it\n\n## More\n' }, 'take it'],
  [{ 'README.md': '# x\n\n## Licence\n\ntake it' }, 'take it'],
])('the licence of a package with %j is found', (files, text) => {
  const found = readThirdParty(aProject({}, files), 'node_modules/x');
  expect(found).toMatchObject({ name: 'x', license: 'MIT', licenseText: text });
});

test.each([
  [{ license: 'GPL-3.0' }, { LICENSE: 'x' }, 'the licence “GPL-3.0” is unknown'],
  [{ license: undefined }, { LICENSE: 'x' }, 'the licence “none” is unknown'],
  [{ version: '1.2.4' }, { LICENSE: 'x' }, 'the lockfile means another version'],
  [{}, {}, 'no licence text'],
  [{}, { 'README.md': '# x\n\n## License\n' }, 'no licence text'],
])('a package with %j and %j is not passed on', (manifest, files, words) => {
  const project = aProject(manifest, files);
  expect(() => readThirdParty(project, 'node_modules/x')).toThrow(words);
});

const x = {
  name: '@s/x',
  version: '1.2.3',
  license: 'MIT',
  licenseText: 'take it',
  integrity: 'sha512-AAEC',
};

test('the notices name Electron’s and Chromium’s licences, and hold each package’s own', () => {
  const text = notices([x]);
  expect(text).toContain('LICENSES.chromium.html');
  expect(text).toContain('@s/x 1.2.3 (MIT)\n\ntake it\n');
});

test('the bill of materials is CycloneDX, and the same for the same app', () => {
  const subject = {
    name: 'reelkeep',
    version: '0.2.0',
    license: 'MIT',
    electronVersion: '45.4.1',
    builtAtMs: 1_700_000_000_000,
  };
  const text = sbom(subject, [x]);
  expect(sbom(subject, [x])).toBe(text);
  expect(sbom({ ...subject, version: '0.2.1' }, [x])).not.toBe(text);
  const bill = JSON.parse(text) as { serialNumber: string };
  expect(bill.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { timestamp: '2023-11-14T22:13:20.000Z' },
    components: [
      { name: 'electron', purl: 'pkg:npm/electron@45.4.1' },
      { purl: 'pkg:npm/%40s/x@1.2.3', hashes: [{ alg: 'SHA-512', content: '000102' }] },
    ],
  });
});

test('checksums are what sha256sum reads, by name', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'b'), 'b');
  writeFileSync(join(folder, 'a'), 'a');
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
  expect(await checksums([join(folder, 'b'), join(folder, 'a')])).toBe(
    `${sha('a')}  a\n${sha('b')}  b\n`,
  );
});

test('the feed lists each file with its hash and size, by channel and architecture', async () => {
  const path = join(aFolder(), 'reelkeep_0.2.0_amd64.deb');
  writeFileSync(path, 'deb');
  const text = feed('0.2.0', [await feedFile(path)], 1_700_000_000_000);
  const sha512 = createHash('sha512').update('deb').digest('base64');
  expect(text).toContain(`  - url: reelkeep_0.2.0_amd64.deb\n    sha512: ${sha512}\n    size: 3\n`);
  expect(text).toContain("releaseDate: '2023-11-14T22:13:20.000Z'\n");
  expect(feedName('0.2.0', 'x64')).toBe('latest-linux.yml');
  expect(feedName('0.2.0-beta.3', 'arm64')).toBe('beta-linux-arm64.yml');
});

test('releases are the changelog’s finished versions', () => {
  const log =
    '## [Unreleased]\n## [0.2.0] - 2026-12-01\n## [0.2.0-beta.1] - 2026-11-30\n## 0.0.1\n';
  expect(releasesIn(log).map(({ version }) => version)).toEqual(['0.2.0', '0.2.0-beta.1']);
  const now = { version: '0.3.0', date: '2027-01-01' };
  expect(metainfo('<a>@releases@</a>', releasesIn(log), now)).toBe(
    '<a><release type="stable" version="0.2.0" date="2026-12-01"/>\n' +
      '    <release type="development" version="0.2.0~beta.1" date="2026-11-30"/></a>',
  );
  expect(metainfo('@releases@', [], now)).toContain('version="0.3.0" date="2027-01-01"');
});

test('a package brings man page, completions, icon and papers to where its system looks for them', () => {
  const options = { projectDir, version: '0.1.0', epochSeconds: 0, into: aFolder() };
  const of = (kind: 'deb' | 'rpm'): ReadonlyMap<string, string> =>
    new Map(writeLinuxFiles({ ...options, kind }).map(({ from, to }) => [to, from]));
  const deb = of('deb');
  const text = (path: string): string => readFileSync(deb.get(path) ?? '', 'utf8');
  expect(text('/usr/bin/reelkeep')).toBe('#!/bin/sh\nexec /opt/Reelkeep/reelkeep.sh "$@"\n');
  expect(text('/usr/share/doc/reelkeep/copyright')).toMatch(/^ \.$/m);
  expect(text('/usr/share/doc/reelkeep/copyright')).toContain('Permission is hereby granted');
  const man = gunzipSync(readFileSync(deb.get('/usr/share/man/man1/reelkeep.1.gz') ?? ''));
  expect(man.toString()).toContain('.TH');
  expect([...deb.keys()].every((path) => path.startsWith('/usr/'))).toBe(true);
  expect(deb.has('/usr/share/zsh/vendor-completions/_reelkeep')).toBe(true);
  expect(of('rpm').has('/usr/share/zsh/site-functions/_reelkeep')).toBe(true);
});
