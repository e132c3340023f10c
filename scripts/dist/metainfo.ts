/** A version that the changelog has finished. */
export interface Release {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** The finished versions of a changelog after Keep a Changelog, newest first. */
export function releasesIn(changelog: string): readonly Release[] {
  return [...changelog.matchAll(/^## \[(\d+\.\d+\.\d+[^\]]*)\] - (\d{4}-\d\d-\d\d)/gm)].map(
    ([, version = '', date = '']) => ({ version, date }),
  );
}

/**
 * The metainfo file for software centres: the template with the releases.
 * @param template its `@releases@` is replaced
 * @param unfinished the version that is built, where the changelog has not finished any yet
 * @see https://www.freedesktop.org/software/appstream/docs/
 */
export function metainfo(
  template: string,
  releases: readonly Release[],
  unfinished: Release,
): string {
  const all = releases.length > 0 ? releases : [unfinished];
  const lines = all.map(({ version, date }) => {
    const kind = version.includes('-') ? 'development' : 'stable';
    return `    <release type="${kind}" version="${version.replaceAll('-', '~')}" date="${date}"/>`;
  });
  return template.replace('@releases@', lines.join('\n').trimStart());
}
