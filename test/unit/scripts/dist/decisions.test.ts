import { expect, test } from 'vitest';
import { sourceDateEpoch } from '../../../../scripts/dist/build-time.ts';
import { packageFolderOf } from '../../../../scripts/dist/bundled.ts';
import { isOutOfSupport } from '../../../../scripts/dist/electron-age.ts';
import { linuxTargets, readOptions, unsupportedFlag } from '../../../../scripts/dist/options.ts';
import { wayOf } from '../../../../scripts/dist/plan.ts';

const nothingTold = {
  isFolderOnly: false,
  isPacked: false,
  isUnsupportedAllowed: false,
  isFast: false,
  targets: linuxTargets,
  outDir: 'dist',
};

test.each([
  [[], nothingTold],
  [['--dir'], { ...nothingTold, isFolderOnly: true }],
  [[unsupportedFlag, '--fast'], { ...nothingTold, isUnsupportedAllowed: true, isFast: true }],
  [['rpm', 'deb', 'deb'], { ...nothingTold, targets: ['deb', 'rpm'] }],
  [['--out=/tmp/here'], { ...nothingTold, outDir: '/tmp/here' }],
])('the options of %j', (args, options) => {
  expect(readOptions(args)).toEqual(options);
});

test.each([['--out='], ['exe'], ['--publish'], ['DEB'], ['']])(
  'the argument “%s” is refused, with what is known',
  (arg) => {
    const said = readOptions([arg]);
    expect(said).toContain(`“${arg}” is not known`);
    expect(said).toContain('deb');
  },
);

test.each([
  ['45.4.1', '45.4.1', false],
  ['45.0.0', '45.4.1', false],
  ['46.0.0', '45.4.1', false],
  ['33.2.1', '45.4.1', true],
  ['', '45.4.1', true],
  ['unknown', '45.4.1', true],
])('Electron %s where %s is wanted: out of support is %s', (version, wanted, isOld) => {
  expect(isOutOfSupport({ kind: 'official', version, wanted })).toBe(isOld);
});

const everything = (): boolean => true;
const nothing = (): boolean => false;

test('a release machine makes packages with electron-builder’s tools, and archives with its own', () => {
  const tools = { hasBuilderTools: true, has: everything };
  expect(linuxTargets.map((target) => wayOf(target, tools).by)).toEqual([
    'system',
    'system',
    'builder',
    'builder',
    'builder',
  ]);
});

test('without the release page the system’s tools make all but the AppImage’s last step', () => {
  const tools = { hasBuilderTools: false, has: everything };
  expect(linuxTargets.map((target) => wayOf(target, tools).by)).toEqual([
    'system',
    'system',
    'part',
    'system',
    'system',
  ]);
});

test('what cannot be made says which command is missing, and what brings it', () => {
  for (const target of linuxTargets) {
    const way = wayOf(target, { hasBuilderTools: false, has: nothing });
    expect(way).toMatchObject({ by: 'none' });
    expect(way.by === 'none' && way.why).toMatch(
      /^\S.* is missing; what helps: apt-get install \S+/,
    );
  }
});

test('fpm, too, needs the system’s rpmbuild', () => {
  const has = (command: string): boolean => command !== 'rpmbuild';
  expect(wayOf('rpm', { hasBuilderTools: true, has }).by).toBe('none');
  expect(wayOf('deb', { hasBuilderTools: true, has }).by).toBe('builder');
});

test.each([
  ['/home/a/electron/main.ts', undefined],
  ['\0rolldown/runtime.js', undefined],
  ['/home/a/node_modules/got/dist/index.js', 'node_modules/got'],
  ['C:\\a\\node_modules\\zod\\index.js', 'node_modules/zod'],
  ['/a/node_modules/@lucide/svelte/dist/x.svelte', 'node_modules/@lucide/svelte'],
  ['\0/a/node_modules/conf/index.js', 'node_modules/conf'],
  ['/a/node_modules/x/node_modules/@s/y/z.js', 'node_modules/x/node_modules/@s/y'],
])('the module %j belongs to %s', (id, folder) => {
  expect(packageFolderOf(id)).toBe(folder);
});

test('the time of a build is what is given, else the newest commit’s, else a fixed one', () => {
  const project = import.meta.dirname;
  expect(sourceDateEpoch(project, { SOURCE_DATE_EPOCH: '1700000000' })).toBe(1_700_000_000);
  expect(sourceDateEpoch(project, { SOURCE_DATE_EPOCH: 'now' })).toBe(sourceDateEpoch(project, {}));
  expect(sourceDateEpoch('/', {})).toBe(1_767_225_600);
});
