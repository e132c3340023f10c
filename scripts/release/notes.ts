// node scripts/release/notes.ts TAG
// Prints a release's notes: its part of the changelog. Fails where the tag is not that of package.json's version.
import { readFileSync } from 'node:fs';
import { sectionOf, tagProblem } from './changelog.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const { version } = JSON.parse(read('package.json')) as { version: string };
const changelog = read('CHANGELOG.md');
const problem = tagProblem(process.argv[2] ?? '', { version, changelog });
if (problem === undefined) {
  console.log(sectionOf(changelog, version));
} else {
  console.error(problem);
  process.exitCode = 1;
}
