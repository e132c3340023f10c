import type { JobView } from '../../../../electron/shared/job.ts';
import { m } from '../../../../electron/shared/messages/catalogue.ts';
import { formatBytes } from '../../../ui/format.ts';

/** How far a job is: `1,204 of 5,000 files`, `1.2 GB of 12.3 GB`; what is done alone while the whole is unknown. */
export function jobAmount({ done, total, unit }: JobView): string {
  const words = m.settings.jobProgress;
  if (unit === 'bytes') {
    return total === undefined ? formatBytes(done) : words.bytesOf(done, total);
  }
  if (total === undefined) return done === 0 ? words.looking : words.files(done);
  return words.filesOf(done, total);
}

/** Between 0 and 1; `undefined` while the whole is unknown. */
export function jobShare({ done, total }: JobView): number | undefined {
  if (total === undefined) return undefined;
  return total === 0 ? 1 : done / total;
}
