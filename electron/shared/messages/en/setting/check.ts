import { formats } from '../formats.ts';
import { videos } from '../nouns.ts';
import { grouped } from '../plural.ts';

/** What a check of the archive came to. */
export interface CheckResult {
  /** Unix milliseconds. */
  readonly endedAtMs: number;
  readonly videos: number;
  readonly missing: number;
  readonly damaged: number;
  readonly isComplete: boolean;
}

/** Settings, Archive: its check. */
export const check = {
  title: 'Check',
  about:
    'Disks can corrupt files silently. A check reads every file and compares it with its checksum. It runs in the background; downloads come first.',
  every: 'Check the archive',
  intervals: { week: 'Every week', month: 'Every month', never: 'Never' },
  now: 'Check now',
  repairAll: 'Repair all',
  never: 'Not checked yet.',
  last: ({ endedAtMs, videos: checked, missing, damaged, isComplete }: CheckResult) => {
    const bad = [
      ...(damaged > 0 ? [`${grouped(damaged)} damaged`] : []),
      ...(missing > 0 ? [`${grouped(missing)} missing`] : []),
    ];
    const result = bad.length === 0 ? 'all good' : bad.join(', ');
    const end = isComplete ? '' : ' It was stopped; the next one continues from there.';
    return `Last check: ${formats.dateTime(endedAtMs)}, ${videos(checked)}, ${result}.${end}`;
  },
};
