import js from '@eslint/js';
import { defineConfig, type Config } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { coreRooms, roomsAbove, sharedRooms } from './scripts/rooms.ts';

/** One forbidden way between rooms: the paths that a file may not import, and the sentence to say. */
interface Wall {
  readonly regex: string;
  readonly message: string;
}

const electron: Wall = {
  // A plain `electron` pattern would also forbid our own `electron/` folder.
  regex: '^electron($|/|-)',
  message:
    'Only electron/host and main.ts know Electron. Declare a port and let the host implement it.',
};
const node: Wall = {
  regex: '^node:',
  message: 'electron/shared and renderer run anywhere: no Node here.',
};

/**
 * What lies below an archive, a mirror or a folder that was chosen may be anybody's. Only the disk threads
 * of core/files open it, and they examine every step of the way.
 */
const disk: Wall = {
  regex: '^(node:)?fs($|/)',
  message: 'Only core/files/thread reaches the disk below a root: use Root (core/files/root.ts).',
};

function below(folder: string): string {
  return String.raw`^(\.\.?/)+(.*/)?${folder}/`;
}

function wall(files: string[], ...patterns: Wall[]): Config {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/**
 * What a room of core may not import: the rooms after it, and the disk unless it has a door of its own.
 * @param files all of the room's, unless others are named
 */
function roomWall(name: string, isDoor: boolean, files = `electron/core/${name}/**`): Config {
  const above: Wall = {
    regex: `^(\\.\\./)+(${roomsAbove(name).join('|')})/`,
    message: `core/${name} comes before these rooms: see scripts/rooms.ts for the order.`,
  };
  const walls = roomsAbove(name).length === 0 ? [toHost] : [toHost, above];
  return wall([files], electron, ...(isDoor ? [] : [disk]), ...walls);
}

const toRooms: Wall = {
  regex: below('(core|cli|host|renderer)'),
  message: 'electron/shared imports only electron/shared.',
};

/** What is shared has an order too: what everything speaks of, then the rooms one after another. */
function sharedWall(name: string, files: string): Config {
  const above = roomsAbove(name, sharedRooms);
  const toAbove: Wall = {
    regex: `^(\\.\\.?/)+(${above.join('|')})/`,
    message: 'It comes before that room of electron/shared: see scripts/rooms.ts for the order.',
  };
  return wall([files], electron, node, toRooms, ...(above.length === 0 ? [] : [toAbove]));
}

const toHost: Wall = {
  regex: below('(cli|host|renderer)'),
  message: 'core never reaches out of core.',
};
const toPage: Wall = { regex: below('renderer'), message: 'The host does not import the page.' };
const toMain: Wall = {
  regex: below('(core|cli|host)'),
  message: 'The page reaches the main process through the contract only.',
};
const contractValue = {
  paths: [],
  patterns: [electron, node, toMain],
};

export default defineConfig(
  { ignores: ['out/', 'dist/', '.tsbuild/', 'node_modules/', 'test-results/', '.cache/'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: { allowDefaultProject: [] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser },
    },
    rules: { 'max-lines': ['error', { max: 250 }] },
  },
  sharedWall('loose', 'electron/shared/*.ts'),
  ...sharedRooms.map(({ name }) => sharedWall(name, `electron/shared/${name}/**`)),
  wall(['electron/core/**'], electron, disk, toHost),
  // The app's own data folder has a door of its own: it is nobody else's, and opened before any thread.
  ...coreRooms.map(({ name }) => roomWall(name, name === 'instance')),
  roomWall('files', true, 'electron/core/files/thread/**'),
  // Commands know the core, and what answers them; the files that the user names at the shell are theirs.
  wall(['electron/cli/**'], electron, { ...toHost, message: 'Commands do not know the host.' }),
  wall(['electron/host/**'], toPage, disk),
  // The page comes out of the package, the ledger's documents lie in the app's own data folder, and what
  // certificates are trusted is in the system's, which only its administrator writes. What starts at login
  // is the desktop's.
  wall(
    [
      'electron/host/page/app-protocol.ts',
      'electron/host/data/json-*.ts',
      'electron/host/system/certificates.ts',
      'electron/host/data/data-folder.ts',
      // The socket's own folder, of this user alone.
      'electron/host/cli/socket-folder.ts',
      'electron/host/desktop/xdg-login-item.ts',
      // What an update brings, and the program that it replaces.
      'electron/host/update/*.ts',
    ],
    toPage,
  ),
  { files: ['renderer/**'], rules: { 'no-restricted-imports': ['error', contractValue] } },
  wall(['renderer/ui/**'], electron, node, toMain, {
    regex: below(String.raw`(state|feature|shared(?!/messages/catalogue\.ts$))`),
    message: 'renderer/ui knows nothing of tasks: only what is said of its own parts.',
  }),
  wall(['renderer/state/**'], electron, node, toMain, {
    regex: below('(feature|ui)'),
    message: 'renderer/state imports only electron/shared.',
  }),
  {
    files: ['electron/core/**', 'electron/host/**'],
    rules: {
      // The other ways to `node:fs`, which no import rule sees.
      'no-restricted-syntax': [
        'error',
        ...[
          'ImportExpression[source.value=/^(node:)?fs/]',
          'CallExpression[callee.property.name="getBuiltinModule"]',
          'CallExpression[callee.name=/^(require|createRequire)$/]',
        ].map((selector) => ({ selector, message: disk.message })),
      ],
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    // Playwright reads what a fixture needs off its braces, also that it needs nothing.
    files: ['test/{chromium,e2e}/**'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  { files: ['**/*.mjs'], extends: [ts.configs.disableTypeChecked] },
);
