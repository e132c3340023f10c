import { commandTable, type CommandSpec, type OptionSpec } from './command-table.ts';
import { exitCodeWords } from './exit-code.ts';

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, words]) => `  ${name.padEnd(width)}  ${words}`).join('\n');
}

/** An option as it is typed. */
export function optionUsage({ name, value }: OptionSpec): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}

/** How a command is called. */
export function commandUsage({ name, operands }: CommandSpec): string {
  return ['reelkeep', name, operands, '[OPTION…]'].filter((each) => each !== undefined).join(' ');
}

function commandHelp(command: CommandSpec): string {
  const options = command.options.map((each) => [optionUsage(each), each.summary] as const);
  return [
    `Usage: ${commandUsage(command)}`,
    '',
    command.summary,
    command.details,
    '',
    'Options:',
    columns(options),
    ...command.options.flatMap(({ name, choices }) =>
      choices === undefined ? [] : ['', `Values of --${name}: ${choices.join(', ')}`],
    ),
    '',
  ].join('\n');
}

/** The help of a command, or of all of them. */
export function helpText(command?: CommandSpec): string {
  if (command !== undefined) return commandHelp(command);
  return [
    'Usage: reelkeep [COMMAND] [OPTION…]',
    '       reelkeep [FILE…]',
    '',
    'Without a command, opens the window; files are looked through for task IDs.',
    '',
    'Commands:',
    columns(commandTable.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    columns([
      ['--help', 'Print this help, or that of a command.'],
      ['--version', 'Print the version.'],
    ]),
    '',
    'Exit codes:',
    columns(exitCodeWords.map(([code, words]) => [String(code), words])),
    '',
  ].join('\n');
}
