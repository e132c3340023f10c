import type { MirrorView } from '../../../../electron/shared/settings/mirror-view.ts';
import { describeFailure } from '../../../../electron/shared/messages/failures.ts';
import { plural } from '../../../ui/format.ts';

/** What the mirror's state comes to, in a sentence or two. */
export interface MirrorWords {
  readonly tone: 'info' | 'good' | 'warn';
  readonly sentence: string;
  readonly remedy?: string;
}

/** `1,204 of 1,204 videos copied`. */
function progress({ copied, videos }: MirrorView): string {
  return `${copied.toLocaleString('en')} of ${plural(videos, 'video')} copied`;
}

/** The words for a mirror. */
export function describeMirror(view: MirrorView): MirrorWords {
  const waiting = plural(view.videos - view.copied, 'video');
  switch (view.state) {
    case 'copied':
      return { tone: view.copied < view.videos ? 'warn' : 'good', sentence: `${progress(view)}.` };
    case 'copying':
    case 'waiting':
      return { tone: 'info', sentence: `${progress(view)}.`, remedy: 'Downloads go first.' };
    case 'stopped':
      return { tone: 'info', sentence: `Stopped; ${progress(view)}.`, remedy: 'Copy now goes on.' };
    case 'away':
      return {
        tone: 'info',
        sentence: `Not reachable right now, ${waiting} waiting.`,
        remedy: 'Copying goes on by itself within a minute once its drive is connected.',
      };
    case 'failed': {
      const why = view.failure && describeFailure(view.failure);
      return {
        tone: 'warn',
        sentence: why?.sentence ?? 'The mirror cannot be written.',
        remedy:
          `${why?.remedy ?? ''} Copying is tried again every minute; ${progress(view)}.`.trim(),
      };
    }
    case 'of-another-archive':
      return {
        tone: 'warn',
        sentence: 'This is the mirror of another archive.',
        remedy: 'Choose a folder for this archive’s own mirror. The old mirror stays as it is.',
      };
  }
}

/** What else there is to know of a mirror, each in a sentence. */
export function mirrorNotes({ extra, damaged, isSameDisk }: MirrorView): readonly string[] {
  return [
    ...(isSameDisk
      ? ['It is on the same disk as the archive: if that disk fails, both copies are lost.']
      : []),
    ...(damaged > 0
      ? [`${plural(damaged, 'file')} not copied: damaged in the archive. Check the archive.`]
      : []),
    ...(extra > 0
      ? [
          `${plural(extra, 'file')} only in the mirror: deleted or renamed in the archive. Left alone.`,
        ]
      : []),
  ];
}
