import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandTable, ownSwitches } from '../../../electron/cli/command-table.ts';
import { exitCodes } from '../../../electron/cli/exit-code.ts';
import { helpText } from '../../../electron/cli/help.ts';
import { parseCommandLine, type CommandLine } from '../../../electron/cli/parse.ts';
import { isHarmlessSwitch, refusedSwitch } from '../../../electron/host/system/allowed-switches.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';

function parse(...args: readonly string[]): CommandLine {
  const options = { hasAppPath: false, isForeignSwitch: isHarmlessSwitch };
  return parseCommandLine(['/opt/Reelkeep/reelkeep', ...args], options);
}

function wishOf(line: CommandLine) {
  if (line.kind !== 'command') throw new Error(JSON.stringify(line));
  return line.parsed;
}

describe('a command', () => {
  test.each([
    [['add', id], { command: 'add', operands: [id] }],
    [['--ozone-platform=headless', '--log-level=3', 'add', id], { operands: [id] }],
    [['--user-data-dir=/x', 'add', id, '--no-sandbox', '--lang=de'], { operands: [id] }],
    [['add', '--file', '-'], { file: '-', operands: [] }],
    [['add', '--file=-', '--endpoint', 'runway'], { file: '-', endpoint: 'runway' }],
    [['add', '--account=My = account', id], { account: 'My = account' }],
    [['add', '--', '--json', '-x'], { operands: ['--json', '-x'], isJson: false }],
    [['add', `${id}\nreelkeep`, 'list'], { operands: [`${id}\nreelkeep`, 'list'] }],
    [['list', '--state', 'not-found', '--json'], { state: 'not-found', isJson: true }],
    [['export', '--format', 'csv', '--output=a b.csv'], { format: 'csv', output: 'a b.csv' }],
    [['export'], { format: 'json' }],
    [['check'], { command: 'check', operands: [] }],
    [['verify', '--json'], { command: 'verify', isJson: true }],
    [['update'], { command: 'update', operands: [] }],
    [['update', '--do=fetch'], { command: 'update', step: 'fetch' }],
  ])('%j is understood', (args, parsed) => {
    expect(wishOf(parse(...args))).toMatchObject(parsed);
  });

  test.each([
    [['add'], 'Name at least one task ID'],
    [['add', '--file'], 'needs a value'],
    [['add', '--file='], 'needs a value'],
    [['add', '--file', '--json'], 'needs a value'],
    [['add', '--file=a', '--file=b'], 'twice'],
    [['add', id, '--json=yes'], 'takes no value'],
    [['add', id, '--force'], 'has no option --force'],
    [['update', '--do=everything'], 'is no value of --do'],
    [['update', 'now'], 'takes no “now”'],
    [['add', id, '-j'], 'has no option -j'],
    [['add', id, '-json'], 'has no option -json'],
    [['add', id, '--token=secret'], 'has no option --token.'],
    [['add', id, '--renderer-cmd-prefix=x'], 'has no option --renderer-cmd-prefix'],
    [['add', id, '--\u001b[31mred'], 'has no option --?[31mred'],
    [['list', 'all'], 'takes no “all”'],
    [['list', '--state', 'done'], 'no value of --state'],
    [['list', '--state', '__proto__'], 'no value of --state'],
    [['export', '--format', 'xlsx'], 'no value of --format'],
    [['export', '--json', '--format=csv'], 'exclude each other'],
    [['lst'], 'not a command'],
    [['constructor'], 'not a command'],
    [[id], `reelkeep add ${id}`],
    [[id.replaceAll('-', '').toUpperCase()], 'reelkeep add ee603959'],
    [['add', 'a\0b'], 'not text'],
    [['add', '\ud800'], 'not text'],
  ])('%j is refused with words', (args, words) => {
    const line = parse(...args);
    expect(line.kind === 'wrong' ? line.message : line).toContain(words.replace(/\.$/, ''));
    expect(JSON.stringify(line)).not.toContain('secret');
  });
});

describe('the app', () => {
  test.each([
    [[], []],
    [['--ozone-platform=x11', '--hidden'], []],
    [['/home/me/ids.txt'], ['/home/me/ids.txt']],
    [
      ['--', '/home/me/-odd.txt', 'list'],
      ['/home/me/-odd.txt', 'list'],
    ],
    [['./list'], ['./list']],
    [
      ['notes.json', 'other.log'],
      ['notes.json', 'other.log'],
    ],
    [[`reelkeep://add?ids=${id}`], [`reelkeep://add?ids=${id}`]],
    [[`reelkeep://add?ids=${id}`, '--gpu-launcher=x'], [`reelkeep://add?ids=${id}`]],
    [['C:\\ids.txt', ''], ['C:\\ids.txt']],
    [['-psn_0_123'], []],
  ])('%j opens %j', (args, openings) => {
    expect(parse(...args)).toEqual({ kind: 'app', openings });
  });

  test('a command line that no shell can pass is refused', () => {
    expect(parse('add', 'x'.repeat(9_000_000))).toMatchObject({ kind: 'wrong' });
  });

  test('of very many files, as many as anybody looks at are opened', () => {
    const line = parse(...Array.from({ length: 5_000 }, (_, n) => `/f/${String(n)}.txt`));
    expect(line.kind === 'app' && line.openings.length).toBe(100);
  });

  test('its own folder, which Electron is started with, is no file to open', () => {
    const options = { hasAppPath: true, isForeignSwitch: isHarmlessSwitch };
    const argv = ['electron', '--no-sandbox', '/opt/app', 'list'];
    expect(wishOf(parseCommandLine(argv, options)).command).toBe('list');
    expect(parseCommandLine(argv.slice(0, 3), options)).toEqual({ kind: 'app', openings: [] });
  });
});

test.each([['--help'], ['-h'], ['add', '--help'], ['verify', '-h'], ['--version'], ['-V']])(
  '%s %s is answered',
  (...args) => {
    expect(['help', 'version']).toContain(parse(...args).kind);
  },
);

test('whatever is given, something is made of it, and nothing is executed or thrown', () => {
  const word = fc.oneof(
    fc.constantFrom('add', 'list', 'export', '--', '-', '--json', '--file', '--state', '', '='),
    fc.string(),
    fc.string().map((text) => `--${text}`),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (args) => {
      expect(['app', 'command', 'help', 'version', 'wrong']).toContain(parse(...args).kind);
    }),
  );
});

test('no switch of the commands is refused by the packaged app, nor any of the wrapper', () => {
  for (const name of ownSwitches) {
    const argv = ['reelkeep', 'add', `--${name}=x`, '--log-level=3', '--ozone-platform=headless'];
    expect(refusedSwitch(argv, { platform: 'linux', isRoot: false })).toBeUndefined();
  }
});

test('the help names every command, option and exit code; the wrapper every command', () => {
  const wrapper = readFileSync('electron/cli/reelkeep.sh', 'utf8');
  for (const command of commandTable) {
    expect(helpText()).toContain(`  ${command.name} `);
    expect(wrapper).toMatch(new RegExp(`\\b${command.name}\\b`));
    for (const { name } of command.options) expect(helpText(command)).toContain(`--${name}`);
  }
  for (const code of Object.values(exitCodes))
    expect(helpText()).toContain(`\n  ${String(code)}  `);
});
