import { execFileSync } from 'node:child_process';

/**
 * When this was built, as everything that is built says it: the time of the newest commit, so that two builds of
 * it are the same bytes. SOURCE_DATE_EPOCH names another one.
 * @returns seconds since 1970
 * @see https://reproducible-builds.org/docs/source-date-epoch/
 */
export function sourceDateEpoch(projectDir: string, env: NodeJS.ProcessEnv = process.env): number {
  const given = env['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^\d{1,11}$/.test(given)) return Number(given);
  try {
    const text = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: projectDir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(text.trim());
  } catch {
    return Date.UTC(2026, 0, 1) / 1000; // from an archive of the sources, which has no history
  }
}
