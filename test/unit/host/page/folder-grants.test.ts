import { expect, test } from 'vitest';
import { FolderGrants } from '../../../../electron/host/page/folder-grants.ts';
import type { FolderUse } from '../../../../electron/shared/settings/folder.ts';

function grantsOf(answer: boolean | Promise<boolean>, inUse: readonly string[] = []) {
  const asked: string[] = [];
  const grants = new FolderGrants({
    inUse: (use) => (use === 'archive' ? inUse : []),
    confirm: (use, path) => {
      asked.push(`${use} ${path}`);
      return Promise.resolve(answer);
    },
  });
  return { grants, asked };
}

async function codeOf(grants: FolderGrants, use: FolderUse, path: string): Promise<string> {
  const taken = await grants.take(use, path);
  return taken.ok ? 'taken' : taken.failure.code;
}

test('a folder that the dialog gave is taken for that use alone', async () => {
  const { grants, asked } = grantsOf(false);
  grants.grant('archive', '/films');
  expect(await codeOf(grants, 'archive', '/films/')).toBe('taken');
  expect(await codeOf(grants, 'mirror', '/films')).toBe('folder-not-confirmed');
  expect(await codeOf(grants, 'opened', '/films')).toBe('folder-not-confirmed');
  expect(asked).toEqual(['mirror /films', 'opened /films']);
});

test.each(['/films/..', '/films/../etc', '/films/below', '/Films', '/films.old', '/'])(
  '%j is another folder than the one in use, and asked about',
  async (path) => {
    const { grants, asked } = grantsOf(false, ['/films']);
    expect(await codeOf(grants, 'archive', path)).toBe('folder-not-confirmed');
    expect(asked).toEqual([`archive ${path}`]);
  },
);

test('what the user has confirmed is not asked about again', async () => {
  const { grants, asked } = grantsOf(true);
  expect(await codeOf(grants, 'archive', ' /films ')).toBe('taken');
  expect(await codeOf(grants, 'archive', '/films')).toBe('taken');
  expect(asked).toEqual(['archive /films']);
});

test('a relative path is refused without a question', async () => {
  const { grants, asked } = grantsOf(true);
  expect(await codeOf(grants, 'archive', 'films')).toBe('folder-not-absolute');
  expect(await codeOf(grants, 'archive', '')).toBe('folder-not-absolute');
  expect(asked).toEqual([]);
});

test('a page that asks a hundred times at once opens one box', async () => {
  let press: (answer: boolean) => void = () => undefined;
  const { grants, asked } = grantsOf(new Promise<boolean>((resolve) => (press = resolve)));
  const first = codeOf(grants, 'archive', '/a');
  const others = Array.from({ length: 99 }, (_, n) => codeOf(grants, 'mirror', `/b${String(n)}`));
  expect(new Set(await Promise.all(others))).toEqual(new Set(['folder-not-confirmed']));
  press(true);
  expect(await first).toBe('taken');
  expect(asked).toEqual(['archive /a']);
});
