import { describe, expect, test } from 'vitest';
import { lintKeys } from '../../../../scripts/lint/keys.ts';

const project: Readonly<Record<string, string>> = {
  'core/a.ts': "import { b } from './b.ts';",
  'core/b.ts': "export type { C } from '../shared/c.ts';",
  'shared/c.ts': 'export type C = string;',
  'shared/lone.ts': 'export const lone = 1;',
  'shared/one.ts': "import type { Two } from './two.ts';",
  'shared/two.ts': "import type { One } from './one.ts';",
  'page/App.svelte': "<script>const c: import('../shared/c.ts').C = '';</script>",
  'page/window.ts': "import '../shared/late.ts'; declare global { interface Window { c: 1 } }",
};

/** The files whose keys are others once some of the texts are. */
function changedBy(changes: Readonly<Record<string, string>>, rules = 'rules'): string[] {
  const before = lintKeys(new Map(Object.entries(project)), ['rules']);
  const after = lintKeys(new Map(Object.entries({ ...project, ...changes })), [rules]);
  return [...after].filter(([path, key]) => before.get(path) !== key).map(([path]) => path);
}

const everyFile = Object.keys(project);

describe('a file is linted again when', () => {
  test.each([
    ['it has changed', { 'shared/lone.ts': 'export const lone = 2;' }, ['shared/lone.ts']],
    [
      'something has that it imports by way of others',
      { 'shared/c.ts': 'export type C = Promise<string>;' },
      ['core/a.ts', 'core/b.ts', 'shared/c.ts', 'page/App.svelte'],
    ],
    [
      'something has that imports it in turn',
      { 'shared/two.ts': "import type { One } from './one.ts'; export type Two = One;" },
      ['shared/one.ts', 'shared/two.ts'],
    ],
    [
      'a declaration has that all can see',
      { 'page/window.ts': 'declare global { interface Window { c: 2 } }' },
      everyFile,
    ],
    [
      'what such a declaration imports is there at last',
      { 'shared/late.ts': '' },
      [...everyFile, 'shared/late.ts'],
    ],
    ['a declaration file is new', { 'env.d.ts': 'type D = 1;' }, [...everyFile, 'env.d.ts']],
  ])('%s', (_title, changes, files) => {
    expect(changedBy(changes)).toEqual(files);
  });

  test('the rules have changed, and not when nothing has', () => {
    expect(changedBy({}, 'other rules')).toEqual(everyFile);
    expect(changedBy({})).toEqual([]);
  });
});
