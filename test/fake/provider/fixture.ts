import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One recorded, documented or synthetic answer of the provider, as the fixture folder keeps it. */
export interface Fixture {
  /** Where the body comes from, in words. */
  readonly source: string;
  readonly kind: 'recorded' | 'fixture-observed' | 'documented' | 'synthetic';
  readonly httpStatus: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The folder with the recorded answers and the media. */
export const fixtureFolder = join(import.meta.dirname, '../../fixture');

/**
 * Reads one answer by its file name without `.json`, as `recorded/runway-success` or `synthetic-runway-fail`.
 * The body is a fresh object at every call.
 */
export function readFixture(name: string): Fixture {
  const text = readFileSync(join(fixtureFolder, `${name}.json`), 'utf8');
  // The files are the project's own, and the tests of this server read every one of them.
  return JSON.parse(text) as Fixture;
}
