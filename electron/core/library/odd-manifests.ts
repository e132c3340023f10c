import type { Alerts } from '../platform/alerts.ts';
import type { OddManifest } from '../archive/metadata/manifest.ts';

/** One alert for all of them: if one month holds odd entries, others do too. */
export function tellOfOddManifests(alerts: Alerts): (odd: OddManifest) => void {
  const paths = new Set<string>();
  return (odd) => {
    paths.add(odd.path);
    alerts.raise('manifests', { code: 'manifest-odd', manifests: paths.size, ...odd });
  };
}
