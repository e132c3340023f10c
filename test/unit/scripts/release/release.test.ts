import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { version } from '../../../../package.json' with { type: 'json' };
import { sectionOf, tagProblem } from '../../../../scripts/release/changelog.ts';
import { electronNews } from '../../../../scripts/release/electron-versions.ts';
import { installers } from '../../../../scripts/release/installers.ts';

const changelog = `# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- Installers.

## [0.1.0] - 2026-11-22

- First.

## [0.0.9]

- Nobody’s.
`;

test.each([
  ['0.2.0', '### Added\n\n- Installers.'],
  ['0.1.0', '- First.'],
  ['Unreleased', undefined],
  ['0.3.0', undefined],
  ['0.2', undefined],
  ['', undefined],
])('the changelog’s part for “%s”', (version, text) => {
  expect(sectionOf(changelog, version)).toBe(text);
});

test.each([
  ['v0.2.0', '0.2.0', undefined],
  ['0.2.0', '0.2.0', 'the tag must be v0.2.0'],
  ['v0.2.1', '0.2.0', 'the tag must be v0.2.0'],
  ['', '0.2.0', 'the tag must be v0.2.0'],
  ['v0.2.0\n', '0.2.0', 'the tag must be v0.2.0'],
  ['v0.3.0', '0.3.0', 'nothing below “## [0.3.0]”'],
  ['v0.0.9', '0.0.9', 'no date behind “## [0.0.9]”'],
])('tag “%s” for version %s', (tag, version, problem) => {
  const said = tagProblem(tag, { version, changelog });
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(problem);
});

test('the changelog of this repository says what is new in its version', () => {
  expect(sectionOf(readFileSync('CHANGELOG.md', 'utf8'), version)).toContain('### Added');
});

const published = [
  '43.9.9',
  '44.0.0',
  '45.4.0',
  '45.4.1',
  '45.4.10',
  '46.0.0-beta.9',
  '45.5.0-nightly.1',
];

test.each([
  ['45.4.10', published, undefined],
  ['45.4.1', published, 'Electron 45.4.10 is out'],
  ['45.4.10', [...published, '46.0.0', '47.0.0'], undefined],
  ['45.4.10', [...published, '48.0.0'], 'Electron 45 gets no security fixes any more'],
  ['33.2.1', published, 'Electron 33 gets no security fixes any more'],
  ['45.4.1', [], undefined],
  ['45.4.1', ['45.4.2-alpha.1', 'x', '45.4'], undefined],
  ['46.0.0-beta.9', published, undefined],
])('with %s, and %j published', (ours, versions, title) => {
  expect(electronNews(ours, versions)?.title).toBe(title);
});

test.each([
  ['linux', 'reelkeep_0.2.0_amd64.deb', ['reelkeep-0.2.0.x86_64.rpm', 'reelkeep-0.2.0-x64.tar.gz']],
  [
    'win32',
    'Reelkeep Setup 0.2.0.exe',
    ['Reelkeep-0.2.0-portable.exe', 'Reelkeep Setup 0.2.0.exe.blockmap'],
  ],
  [
    'darwin',
    'Reelkeep-0.2.0-arm64-mac.zip',
    ['Reelkeep-0.2.0-arm64.dmg', 'Reelkeep-0.2.0-win.zip'],
  ],
])('on %s the smoke test installs %s', (platform, name, others) => {
  const file = installers[platform]?.file ?? /^$/;
  expect([name, ...others].filter((each) => file.test(each))).toEqual([name]);
});

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id: string;
    readonly attributes: { readonly label: string };
  }[];
}

test.each(['bug', 'idea'])('the issue form “%s” is one that GitHub shows', (name) => {
  const form = parse(readFileSync(`.github/ISSUE_TEMPLATE/${name}.yml`, 'utf8')) as Form;
  expect(form.name).not.toBe('');
  expect(form.description).not.toBe('');
  const types = ['textarea', 'input', 'dropdown', 'checkboxes', 'markdown'];
  expect(form.body.map(({ type }) => type).filter((type) => !types.includes(type))).toEqual([]);
  const ids = form.body.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(form.body.every(({ attributes }) => attributes.label !== '')).toBe(true);
});
