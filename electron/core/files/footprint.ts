import { foldName } from './fold-name.ts';
import type { DiskRequest } from './protocol.ts';
import type { OperationName } from './thread/operations.ts';
import type { Step } from './thread/sequence.ts';

/** What one step touches: paths below the root as they are compared, and an open file. */
export interface Touch {
  readonly paths: readonly string[];
  readonly fd: number | undefined;
  /** Whether it changes what is there. */
  readonly isChange: boolean;
}

/** What an operation touches, step by step. */
export type Footprint = readonly Touch[];

/** They change nothing, so that one that comes back late harms nobody. What they opened is closed. */
const reading: ReadonlySet<OperationName> = new Set<OperationName>([
  'facts',
  'factsEach',
  'rootFacts',
  'nameOnDisk',
  'space',
  'list',
  'readSmall',
  'read',
  'factsOf',
  'hash',
  'openRead',
  'openOwn',
  'sync',
  'close',
  'syncFolder',
  'checkWritable',
]);

/**
 * What a request touches.
 * @param pathOf the path that an open file was opened by
 */
export function footprintOf(
  request: DiskRequest,
  pathOf: (fd: number) => string | undefined,
): Footprint {
  return stepsOf(request).map((step) => touchOf(step, pathOf));
}

/** An operation as the steps that it is made of: itself, unless it is a sequence. */
export function stepsOf({ name, input }: DiskRequest): readonly Step[] {
  if (name !== 'sequence') return [{ name, input } as Step]; // what is no sequence is a step
  const [steps] = input as unknown as readonly [readonly Step[]]; // what one is given
  return steps;
}

function touchOf({ name, input }: Step, pathOf: (fd: number) => string | undefined): Touch {
  const first: unknown = input[0];
  const isChange = !reading.has(name);
  if (typeof first === 'number') {
    const path = pathOf(first);
    return { paths: path === undefined ? [] : [path], fd: first, isChange };
  }
  return { paths: pathsIn(first), fd: undefined, isChange };
}

/** Of a place its own path, of a passage both; the root by its absolute path stands for none below it. */
function pathsIn(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return [];
  if ('segments' in input) return [foldName((input.segments as readonly string[]).join('/'))]; // a Place
  return Object.values(input).flatMap(pathsIn);
}

/**
 * Whether an operation that nobody waits for any more, but which may still happen, could harm or spoil
 * another one, or the other way about: on the same path, or of a change in a folder that is changed.
 */
export function areAtOdds(out: Footprint, next: Footprint): boolean {
  return out.some((one) => next.some((other) => touchesClash(one, other)));
}

function touchesClash(out: Touch, next: Touch): boolean {
  if (out.fd !== undefined && out.fd === next.fd) return true;
  if (!out.isChange) return false;
  return out.paths.some((one) =>
    next.paths.some(
      (other) =>
        one === other ||
        isIn(other, one) || // in a folder that may be made, moved or removed at any time
        (next.isChange && isIn(one, other)),
    ),
  );
}

function isIn(path: string, folder: string): boolean {
  return folder !== '' && path.startsWith(`${folder}/`);
}
