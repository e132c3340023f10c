import { commandTable, type CommandSpec } from './command-table.ts';
import { commandUsage, optionUsage } from './help.ts';
import { exitCodeWords } from './exit-code.ts';

const names = commandTable.map(({ name }) => name).join(' ');

function switches({ options }: CommandSpec): string {
  return options.map(({ name, value }) => `--${name}${value === undefined ? '' : '='}`).join(' ');
}

/** A word between the single quotes of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Completion for bash. @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
export function bashCompletion(): string {
  const cases = commandTable.map(
    (command) => `    ${command.name}) words='${switches(command)}' ;;`,
  );
  const values = commandTable.flatMap(({ options }) =>
    options.flatMap(({ name, choices }) =>
      choices === undefined ? [] : [`    --${name}=*) words='${choices.join(' ')}' ;;`],
    ),
  );
  return `# Completion of reelkeep for bash; made from the table of commands.
_reelkeep() {
  local words='' last="\${COMP_LINE:0:COMP_POINT}" current="\${COMP_WORDS[COMP_CWORD]}"
  last="\${last##* }"
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${names} --help --version'
  else
    case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    esac
  fi
  case "$last" in
${values.join('\n')}
    --file=* | --output=*)
      mapfile -t COMPREPLY < <(compgen -f -- "\${last#*=}")
      return
      ;;
  esac
  [ "$current" = '=' ] && current=''
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  [[ \${COMPREPLY[0]-} == *= ]] && compopt -o nospace
}
complete -o default -F _reelkeep reelkeep
`;
}

function zshOption({
  name,
  value,
  choices,
  isFile,
  summary,
}: CommandSpec['options'][number]): string {
  const after = isFile
    ? ':file:_files'
    : choices === undefined
      ? ':value:'
      : `:value:(${choices.join(' ')})`;
  return quoted(
    `--${name}${value === undefined ? '' : '='}[${summary}]${value === undefined ? '' : after}`,
  );
}

/** Completion for zsh. @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export function zshCompletion(): string {
  const described = commandTable.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`);
  const cases = commandTable.map(
    (command) => `    ${command.name}) _arguments ${command.options.map(zshOption).join(' ')} ;;`,
  );
  return `#compdef reelkeep
# Completion of reelkeep for zsh; made from the table of commands.
_reelkeep() {
  local -a commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    _files
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
_reelkeep "$@"
`;
}

/** Completion for fish. @see https://fishshell.com/docs/current/completions.html */
export function fishCompletion(): string {
  const lines = commandTable.flatMap(({ name, summary, options }) => [
    `complete -c reelkeep -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...options.map((option) => {
      const value = option.value === undefined ? '' : option.isFile ? ' -rF' : ' -x';
      const choices = option.choices === undefined ? '' : ` -a ${quoted(option.choices.join(' '))}`;
      return `complete -c reelkeep -n '__fish_seen_subcommand_from ${name}' -l ${option.name}${value}${choices} -d ${quoted(option.summary)}`;
    }),
  ]);
  return ['# Completion of reelkeep for fish; made from the table of commands.', ...lines, ''].join(
    '\n',
  );
}

/** A text as roff takes it (groff_man(7)): no line begins with a control, and dashes are dashes. */
function roff(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll('…', '...')
    .replaceAll(/[“”]/g, '"')
    .replace(/^[.']/, String.raw`\&$&`);
}

/** The manual page. @see https://man7.org/linux/man-pages/man7/man-pages.7.html */
export function manPage(): string {
  const commands = commandTable.flatMap((command) => [
    `.SS ${roff(commandUsage(command))}`,
    roff(`${command.summary} ${command.details}`),
    ...command.options.flatMap((option) => [
      '.TP',
      String.raw`\fB${roff(optionUsage(option))}\fR`,
      roff(
        option.summary +
          (option.choices === undefined ? '' : ` One of ${option.choices.join(', ')}.`),
      ),
    ]),
  ]);
  return [
    String.raw`.\" Made from the table of commands.`,
    '.TH REELKEEP 1',
    '.SH NAME',
    String.raw`reelkeep \- keeps AI videos before their links expire`,
    '.SH SYNOPSIS',
    String.raw`.B reelkeep`,
    '[COMMAND] [OPTION...]',
    '.br',
    '.B reelkeep',
    '[FILE...]',
    '.SH DESCRIPTION',
    'Without a command, opens the window; files are looked through for task IDs. Commands ask the Reelkeep that is running, or open its data without a window.',
    '.SH COMMANDS',
    ...commands,
    '.SH EXIT STATUS',
    ...exitCodeWords.flatMap(([code, words]) => ['.TP', String(code), roff(words)]),
    '.SH FILES',
    'Data lies in ~/.config/Reelkeep, videos in the archive folder.',
    '',
  ].join('\n');
}
