import type { LastCheck } from '../../../../electron/shared/settings/settings.ts';
import { formatDateTime, plural } from '../../../ui/format.ts';

/** What the last check of the archive came to, in a line. */
export function describeLastCheck(last: LastCheck | undefined): string {
  if (last === undefined) return 'Not checked yet.';
  const { endedAtMs, videos, missing, damaged, isComplete } = last;
  const found = [
    ...(damaged > 0 ? [`${damaged.toLocaleString('en')} damaged`] : []),
    ...(missing > 0 ? [`${missing.toLocaleString('en')} missing`] : []),
  ];
  const result = found.length === 0 ? 'all good' : found.join(', ');
  const end = isComplete ? '' : ' It was stopped; the next one goes on from there.';
  return `Last check: ${formatDateTime(endedAtMs)}, ${plural(videos, 'video')}, ${result}.${end}`;
}
