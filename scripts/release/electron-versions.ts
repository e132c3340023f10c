/** Electron keeps the newest three major versions safe (electronjs.org/docs/latest/tutorial/electron-timelines). */
const supportedMajors = 3;

/** A heading and what there is to do. */
export interface ElectronNews {
  readonly title: string;
  readonly body: string;
}

type Version = readonly [major: number, minor: number, patch: number];

function stableOf(text: string): Version | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number);
  return parts === undefined ? undefined : [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

function compare(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/**
 * What is new for one who ships a version of Electron.
 * @param ours such as `45.4.1`
 * @param published every version there is; previews among them do not count
 * @returns `undefined` while it is the newest of its major version, and that gets security fixes
 */
export function electronNews(ours: string, published: readonly string[]): ElectronNews | undefined {
  const own = stableOf(ours);
  const stable = published.flatMap((text) => {
    const version = stableOf(text);
    return version === undefined ? [] : [version];
  });
  if (own === undefined || stable.length === 0) return undefined;
  const newestOf = (versions: readonly Version[]) => versions.toSorted(compare).at(-1)?.join('.');
  const newestMajor = Math.max(...stable.map(([major]) => major));
  if (own[0] <= newestMajor - supportedMajors) {
    return {
      title: `Electron ${String(own[0])} gets no security fixes any more`,
      body: `The newest is ${newestOf(stable) ?? ''}. Go through the breaking changes of each major version between.`,
    };
  }
  const patch = newestOf(stable.filter((each) => each[0] === own[0] && compare(each, own) > 0));
  if (patch === undefined) return undefined;
  return {
    title: `Electron ${patch} is out`,
    body: `Reelkeep ships ${ours}. Patches bring Chromium’s security fixes: https://releases.electronjs.org/release/v${patch}`,
  };
}
