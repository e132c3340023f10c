import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  bashCompletion,
  fishCompletion,
  manPage,
  zshCompletion,
} from '../../../electron/cli/completions.ts';
import { commandTable } from '../../../electron/cli/command-table.ts';

test.each([
  ['reelkeep.1', manPage],
  ['reelkeep.bash', bashCompletion],
  ['_reelkeep', zshCompletion],
  ['reelkeep.fish', fishCompletion],
])('docs/cli/%s is what the table of commands gives', (name, make) => {
  const text = readFileSync(`docs/cli/${name}`, 'utf8');
  expect(text).toBe(make());
  for (const command of commandTable) {
    expect(text).toContain(command.name);
    for (const option of command.options)
      expect(text.replaceAll('\\-', '-')).toContain(option.name);
  }
});

/** What bash offers for a line, by the completion itself. */
function offered(line: string): readonly string[] {
  const script = `${bashCompletion()}
compopt() { :; }
COMP_LINE=$1 COMP_POINT=\${#1}
read -ra COMP_WORDS <<< "$1"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_reelkeep
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['-c', script, 'bash', line], { encoding: 'utf8' });
  return out.split('\n').filter((word) => word !== '');
}

test.skipIf(process.platform === 'win32').each([
  ['reelkeep ', ['add', 'export', '--help']],
  ['reelkeep ex', ['export']],
  ['reelkeep export --', ['--format=', '--output=', '--json']],
  ['reelkeep list --st', ['--state=']],
])('bash offers for “%s” %j', (line, words) => {
  expect(offered(line)).toEqual(expect.arrayContaining(words));
});
