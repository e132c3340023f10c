import type { JobView } from '../../../../electron/shared/job.ts';
import { formatBytes, plural } from '../../../ui/format.ts';

/** How far a job is: `1,204 of 5,000 files`, `1.2 GB of 12.3 GB`; what is done alone while the whole is unknown. */
export function jobAmount({ done, total, unit }: JobView): string {
  if (unit === 'bytes') {
    return total === undefined
      ? formatBytes(done)
      : `${formatBytes(done)} of ${formatBytes(total)}`;
  }
  if (total === undefined) return done === 0 ? 'Looking at the files' : plural(done, 'file');
  return `${done.toLocaleString('en')} of ${plural(total, 'file')}`;
}

/** Between 0 and 1; `undefined` while the whole is unknown. */
export function jobShare({ done, total }: JobView): number | undefined {
  if (total === undefined) return undefined;
  return total === 0 ? 1 : done / total;
}
