import { isText } from '../shared/tags.ts';
import {
  commandNames,
  exportFormats,
  updateSteps,
  findCommand,
  type CommandName,
  type CommandSpec,
  type ExportFormat,
  type UpdateStep,
  type OptionSpec,
  type ValueOption,
} from './command-table.ts';
import { isTaskState } from './task-states.ts';
import type { TaskState } from '../shared/task.ts';

/** What a command was asked for. */
export interface ParsedCommand {
  readonly command: CommandName;
  /** Texts that should hold task ids. */
  readonly operands: readonly string[];
  /** A path, or `-` for standard input. */
  readonly file?: string;
  readonly endpoint?: string;
  readonly account?: string;
  readonly state?: TaskState;
  readonly step?: UpdateStep;
  readonly format: ExportFormat;
  /** A path. */
  readonly output?: string;
  readonly isJson: boolean;
}

/** What a command line asks for. */
export type CommandLine =
  /** The app with its window; links and files that it is to open come along. */
  | { readonly kind: 'app'; readonly openings: readonly string[] }
  | { readonly kind: 'command'; readonly parsed: ParsedCommand }
  | { readonly kind: 'help'; readonly command?: CommandSpec }
  | { readonly kind: 'version' }
  /** @property message one sentence for stderr */
  | { readonly kind: 'wrong'; readonly message: string };

/** What decides how a command line is read. */
export interface ParseOptions {
  /** `electron FOLDER …`: the first operand is the app's own folder. */
  readonly hasAppPath: boolean;
  /** Whether a switch is Chromium's, an installer's or a desktop's, by its name without dashes. */
  readonly isForeignSwitch: (name: string) => boolean;
}

/** No shell passes more, and a second start hands on no more either. UTF-16 units of all arguments. */
const maxLength = 8 * 1024 * 1024;

/** Links and files of one start; a file manager passes all that are selected. */
const maxOpenings = 100;

/** A typing error in a command's name, rather than a file: those have a dot, a slash or a capital. */
const bareWord = /^[a-z][a-z-]{0,30}$/;

const looksLikeId =
  /^(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

function wrong(message: string): CommandLine {
  return { kind: 'wrong', message };
}

/** Begins with a dash, and is not the dash that stands for standard input. */
function isSwitch(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-';
}

function splitSwitch(argument: string): { readonly name: string; readonly value?: string } {
  const text = argument.replace(/^--?/, '');
  const at = text.indexOf('=');
  return at < 0 ? { name: text } : { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** A word as it may be printed: short, and without anything that a terminal obeys. */
function printable(word: string): string {
  return word.replace(/[^\x21-\x7e]/g, '?').slice(0, 80);
}

/**
 * Reads a command line. Pure; takes anything, also what no shell can pass.
 * @param argv as `process.argv` has it: first the executable
 */
export function parseCommandLine(argv: readonly string[], options: ParseOptions): CommandLine {
  const length = argv.reduce((sum, each) => sum + each.length, 0);
  if (length > maxLength) return wrong('The command line is too long. Use --file instead.');
  if (!argv.every(isText)) return wrong('The command line holds something that is not text.');
  const given = argv.slice(1);
  const appPathAt = options.hasAppPath ? given.findIndex((each) => !isSwitch(each)) : -1;
  const rest = given.filter((_, index) => index !== appPathAt);
  const firstAt = rest.findIndex((each) => each === '--' || !isSwitch(each));
  const before = firstAt < 0 ? rest : rest.slice(0, firstAt);
  const asked = fromSwitches(before);
  if (asked !== undefined) return asked;
  const first = firstAt < 0 ? undefined : rest[firstAt];
  if (first === undefined) return { kind: 'app', openings: [] };
  const command = findCommand(first);
  if (command !== undefined) return readCommand(command, rest.slice(firstAt + 1), options);
  return readOpenings(rest.slice(firstAt));
}

/** `--help` and `--version` before any command. What else stands there is Chromium's, or refused elsewhere. */
function fromSwitches(before: readonly string[]): CommandLine | undefined {
  for (const each of before) {
    if (each === '--help' || each === '-h') return { kind: 'help' };
    if (each === '--version' || each === '-V') return { kind: 'version' };
  }
  return undefined;
}

function readOpenings(given: readonly string[]): CommandLine {
  const [first = ''] = given;
  if (bareWord.test(first)) {
    const names = commandNames.join(', ');
    return wrong(
      `“${first}” is not a command. Commands are ${names}; to open a file of this name, write ./${first}.`,
    );
  }
  if (looksLikeId.test(first)) {
    return wrong(`To add a video, write: reelkeep add ${first.toLowerCase()}`);
  }
  const end = given.indexOf('--');
  const openings = [
    ...(end < 0 ? given : given.slice(0, end)).filter((each) => !isSwitch(each)),
    ...(end < 0 ? [] : given.slice(end + 1)),
  ];
  return {
    kind: 'app',
    openings: openings.filter((each) => each !== '').slice(0, maxOpenings),
  };
}

/** What has been read of a command so far. */
interface Reading {
  readonly operands: string[];
  readonly values: Map<ValueOption, string>;
  isJson: boolean;
}

function readCommand(
  command: CommandSpec,
  rest: readonly string[],
  { isForeignSwitch }: ParseOptions,
): CommandLine {
  const reading: Reading = { operands: [], values: new Map(), isJson: false };
  for (let at = 0; at < rest.length; at++) {
    const argument = rest[at] ?? '';
    if (argument === '--') {
      reading.operands.push(...rest.slice(at + 1));
      break;
    }
    if (!isSwitch(argument)) {
      reading.operands.push(argument);
      continue;
    }
    if (argument === '-h' || argument === '--help') return { kind: 'help', command };
    const { name, value } = splitSwitch(argument);
    const option = argument.startsWith('--')
      ? command.options.find((each) => each.name === name)
      : undefined;
    if (option === undefined) {
      if (isForeignSwitch(name)) continue;
      return wrong(
        `“${command.name}” has no option ${printable(splitWord(argument))}. See: reelkeep ${command.name} --help`,
      );
    }
    const next = rest[at + 1];
    const isInNext = option.value !== undefined && value === undefined;
    const trouble = takeOption(reading, option, isInNext ? next : value);
    if (trouble !== undefined) return wrong(trouble);
    if (isInNext) at += 1;
  }
  return toCommandLine(command, reading);
}

/** A switch without its value, which may be a secret. */
function splitWord(argument: string): string {
  return argument.split('=')[0] ?? '';
}

/** @returns what is wrong with it */
function takeOption(
  reading: Reading,
  option: OptionSpec,
  value: string | undefined,
): string | undefined {
  const { name, choices } = option;
  if (name === 'json' || name === 'help') {
    if (value !== undefined) return `The option --${name} takes no value.`;
    reading.isJson ||= name === 'json';
    return undefined;
  }
  if (value === undefined || value === '' || isSwitch(value)) {
    return `The option --${name} needs a value: --${name}=${option.value ?? 'VALUE'}`;
  }
  if (choices !== undefined && !choices.includes(value)) {
    return `“${printable(value)}” is no value of --${name}; there are ${choices.join(', ')}.`;
  }
  if (reading.values.has(name)) return `The option --${name} was given twice.`;
  reading.values.set(name, value);
  return undefined;
}

function toCommandLine(command: CommandSpec, { operands, values, isJson }: Reading): CommandLine {
  if (command.operands === undefined && operands.length > 0) {
    return wrong(`“${command.name}” takes no “${printable(operands[0] ?? '')}”.`);
  }
  if (command.name === 'add' && operands.length === 0 && !values.has('file')) {
    return wrong('Name at least one task ID, or a file with --file.');
  }
  const text = (name: ValueOption) => {
    const value = values.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  const state = values.get('state') ?? '';
  const step = updateSteps.find((each) => each === values.get('do'));
  const format = exportFormats.find((each) => each === values.get('format')) ?? 'json';
  if (command.name === 'export' && isJson && format === 'csv') {
    return wrong('--json and --format=csv exclude each other.');
  }
  return {
    kind: 'command',
    parsed: {
      command: command.name,
      operands,
      ...text('file'),
      ...text('endpoint'),
      ...text('account'),
      ...(isTaskState(state) && { state }),
      ...(step !== undefined && { step }),
      format,
      ...text('output'),
      isJson,
    },
  };
}
