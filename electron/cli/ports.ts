import type { Outcome } from '../shared/outcome.ts';
import type { ParsedCommand } from './parse.ts';
import type { Message, Request } from './protocol.ts';
import type { IdsRead } from './read-ids.ts';

/** Whoever answers requests: a running app, or its data opened for this command alone. */
export interface Answerer {
  /** Whether it is the app. */
  readonly isRunning: boolean;
  /** The app was started meanwhile, asked for the data and has it: it can be asked instead. */
  hasGivenWay?(): boolean;
  ask(request: Request): AsyncGenerator<Message>;
  /** What was asked is on disk, and what was opened is given back. */
  end(): Promise<void>;
}

/** Where an export is written to. */
export interface OutputFile {
  write(text: string): Promise<void>;
  /** All of it is in the file; before that, an older file of the name is as it was. @throws the system's error */
  finish(): Promise<void>;
  /** What was written is not wanted. */
  drop(): Promise<void>;
}

/** What a command needs of the system. */
export interface RunPorts {
  readonly version: string;
  /** Resolves once it is written. @throws PipeClosedError */
  readonly print: (text: string) => Promise<void>;
  /** Words for the user. */
  readonly say: (sentence: string) => void;
  /** Shows how far it is, on a terminal. */
  readonly showProgress: (share: number) => void;
  /** A file's text, or standard input's for `-`; or a sentence that says why not. */
  readonly readFile: (path: string) => Promise<Outcome<string, string>>;
  readonly openOutput: (path: string) => Promise<OutputFile>;
  /** A running app; `undefined` where there is none. */
  readonly connect: () => Promise<Answerer | undefined>;
  /** Opens the data for this command; a sentence that says why not where somebody else works with it. */
  readonly openData: () => Promise<Outcome<Answerer, string>>;
  readonly wait: (delayMs: number) => Promise<void>;
}

/** Whoever reads the output wants no more of it, as `head` does. */
export class PipeClosedError extends Error {}

/** The app has taken the data over before the command was done. */
export class GaveWayError extends Error {}

/** A command at work. */
export interface Run {
  readonly parsed: ParsedCommand;
  readonly ports: RunPorts;
  readonly answerer: Answerer;
  /** What was read before anybody was asked. */
  readonly ids: IdsRead | undefined;
}
