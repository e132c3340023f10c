/** A version as Reelkeep numbers them: `0.2.0`, or `0.3.0-beta.2` before it. */
export interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** Of a version before its release; absent for the release itself. */
  readonly beta?: number;
}

/** No number with zeros before it, none longer than six digits, nothing else around (semver.org, 2 and 9). */
const pattern = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:-beta\.([1-9]\d{0,5}))?$/;

/** Reads a version; `undefined` for whatever Reelkeep never calls one. */
export function parseVersion(text: string): Version | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [, major = '', minor = '', patch = '', beta] = found;
  const numbers = [Number(major), Number(minor), Number(patch)] as const;
  return beta === undefined ? { numbers } : { numbers, beta: Number(beta) };
}

/** Less than 0 where the first is the older one, 0 where they are the same. */
export function compareVersions(one: Version, other: Version): number {
  const [a, b] = [one.numbers, other.numbers];
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || betaOf(one) - betaOf(other);
}

/** The release comes after all of its betas. */
function betaOf({ beta }: Version): number {
  return beta ?? Number.MAX_SAFE_INTEGER;
}
