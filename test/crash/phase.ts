import type { DiskCall } from './fatal-call.ts';

const phases: readonly (readonly [RegExp, string])[] = [
  [/\/data\/lock/, 'taking the lock'],
  [/\/data\/(run|in-hand)/, 'run record'],
  [/\/data\/ledger\/active/, 'ledger of unfinished tasks'],
  [/\/data\/ledger\/done/, 'ledger of finished tasks'],
  [/\/data\/ledger/, 'folder of the ledger'],
  [/\/data\/(settings|keys)/, 'settings and keys'],
  [/\/data\/removed/, 'memory of removed ids'],
  [/\/data/, 'other documents'],
  [/\.part\.json/, 'note of a part'],
  [/\.part$/, 'part'],
  [/\.json(\.tmp)?$/, 'sidecar'],
  [/manifest-sha256/, 'manifest'],
  [/\.(mp4|mov|webm|jpg|png|gif|webp)$/, 'final name'],
  [/\.reelkeep/, 'marker'],
];

/** What was under way at a call, in words for the summary. */
export function phaseOf({ name, path }: DiskCall): string {
  const phase = phases.find(([pattern]) => pattern.test(path))?.[1] ?? 'folder of the archive';
  return `${phase}: ${name.replace('Sync', '')}`;
}
