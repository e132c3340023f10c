const headings = /^## \[(?<version>[^\]]+)\](?: - (?<date>\d{4}-\d{2}-\d{2})$)?.*$/gm;

/** A version's part of a changelog, without its heading; `undefined` where there is none or nothing in it. */
export function sectionOf(changelog: string, version: string): string | undefined {
  const all = [...changelog.matchAll(headings)];
  const at = all.findIndex(({ groups }) => groups?.['version'] === version);
  const heading = all[at];
  if (heading === undefined) return undefined;
  const text = changelog.slice(heading.index + heading[0].length, all[at + 1]?.index).trim();
  return text === '' ? undefined : text;
}

/** What is wrong with a tag; `undefined` when it is the version's and the changelog has dated notes for it. */
export function tagProblem(
  tag: string,
  { version, changelog }: { readonly version: string; readonly changelog: string },
): string | undefined {
  if (tag !== `v${version}`)
    return `The tag is ${tag}, but package.json says ${version}: the tag must be v${version}.`;
  if (sectionOf(changelog, version) === undefined)
    return `CHANGELOG.md has nothing below “## [${version}]”: move the unreleased notes there.`;
  const heading = [...changelog.matchAll(headings)].find(
    (all) => all.groups?.['version'] === version,
  );
  // The catalogues of software list versions by their dates.
  return heading?.groups?.['date'] === undefined
    ? `CHANGELOG.md has no date behind “## [${version}]”: write “ - ” and the day of the release there.`
    : undefined;
}
