import { taskStates } from './task-states.ts';

/** The commands, in the order of the help. */
export const commandNames = [
  'add',
  'list',
  'status',
  'check',
  'verify',
  'export',
  'update',
] as const;

/** A command's name. */
export type CommandName = (typeof commandNames)[number];

/** The formats of an export. */
export const exportFormats = ['json', 'csv'] as const;

/** One of them. */
export type ExportFormat = (typeof exportFormats)[number];

/** What `update` can be told to do. */
export const updateSteps = ['look', 'fetch', 'install', 'restart'] as const;

/** One of the steps. */
export type UpdateStep = (typeof updateSteps)[number];

/** An option that takes a value. */
export type ValueOption = 'do' | 'file' | 'endpoint' | 'account' | 'state' | 'format' | 'output';

/** An option that is there or not. */
export type FlagOption = 'json' | 'help';

/** An option as the help, the manual and the completions tell it. */
export interface OptionSpec {
  readonly name: ValueOption | FlagOption;
  /** What stands for the value; absent for a flag. */
  readonly value?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** The value is a file's name. */
  readonly isFile?: true;
  readonly summary: string;
}

/** A command as everything tells it: the one place where it is described. */
export interface CommandSpec {
  readonly name: CommandName;
  /** What stands for the operands; absent where there are none. */
  readonly operands?: string;
  readonly summary: string;
  /** Sentences of the manual. */
  readonly details: string;
  readonly options: readonly OptionSpec[];
}

const common: readonly OptionSpec[] = [
  { name: 'json', summary: 'Print the result as JSON.' },
  { name: 'help', summary: 'Print this help.' },
];

/** The one table of commands: parser, help, manual and completions are made of it. */
export const commandTable: readonly CommandSpec[] = [
  {
    name: 'add',
    operands: '[ID…]',
    summary: 'Add videos by their task IDs.',
    details:
      'Takes task IDs, and whatever text holds some: answers, commands, logs. The IDs are on disk when it ends with 0. If Reelkeep is not running it adds them to the library all the same; they are looked after from its next start on.',
    options: [
      {
        name: 'file',
        value: 'FILE',
        isFile: true,
        summary: 'Look for IDs in this file; “-” is standard input.',
      },
      { name: 'endpoint', value: 'NAME', summary: 'Where the IDs come from; found out if absent.' },
      {
        name: 'account',
        value: 'NAME',
        summary: 'The account that the IDs belong to; the first one if absent.',
      },
      ...common,
    ],
  },
  {
    name: 'list',
    summary: 'List the videos of the library.',
    details: 'Prints one line for each video, or with --json one JSON document.',
    options: [
      {
        name: 'state',
        value: 'STATE',
        choices: taskStates,
        summary: 'Only videos in this state.',
      },
      ...common,
    ],
  },
  {
    name: 'status',
    summary: 'Tell what is going on.',
    details: 'Prints how many videos are in which state, the nearest deadline, and any trouble.',
    options: common,
  },
  {
    name: 'check',
    operands: '[ID…]',
    summary: 'Ask the providers now.',
    details: 'Asks about these videos, or all unfinished ones. Reelkeep must be running.',
    options: common,
  },
  {
    name: 'verify',
    summary: 'Read every archived file again.',
    details:
      'Compares each file with what was archived, byte for byte, and names what is missing or damaged.',
    options: common,
  },
  {
    name: 'export',
    summary: 'Write the whole library as JSON or CSV.',
    details:
      'The JSON has a version and no words of any language. The CSV follows RFC 4180; a cell that a spreadsheet would compute begins with an apostrophe. Neither has keys or signed links.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        choices: exportFormats,
        summary: 'json or csv; json if absent.',
      },
      {
        name: 'output',
        value: 'FILE',
        isFile: true,
        summary: 'Write to this file; standard output if absent.',
      },
      ...common,
    ],
  },
  {
    name: 'update',
    summary: 'Tell of new versions of Reelkeep, fetch and install them.',
    details:
      'Without --do it tells what is known. “look” asks for the newest version, “fetch” gets its file and proves it, “install” puts it in its place and restarts, “restart” starts a version that was installed by hand. Nothing is installed while files are saved, or within an hour of a video’s deadline. Reelkeep must be running.',
    options: [
      { name: 'do', value: 'STEP', choices: updateSteps, summary: 'What is to be done.' },
      ...common,
    ],
  },
];

/** A command by its name. */
export function findCommand(name: string): CommandSpec | undefined {
  return commandTable.find((command) => command.name === name);
}

/** Names of all options, without dashes: none of them means anything to Chromium. */
export const ownSwitches: ReadonlySet<string> = new Set([
  ...commandTable.flatMap(({ options }) => options.map(({ name }) => name)),
  ...['version', 'h', 'V'],
]);
