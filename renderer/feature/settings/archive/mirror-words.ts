import type { MirrorView } from '../../../../electron/shared/settings/mirror-view.ts';
import { m } from '../../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../../electron/shared/messages/failures.ts';

/** What the mirror's state comes to, in a sentence or two. */
export interface MirrorWords {
  readonly tone: 'info' | 'good' | 'warn';
  readonly sentence: string;
  readonly remedy?: string;
}

/** The words for a mirror. */
export function describeMirror(view: MirrorView): MirrorWords {
  const words = m.settings.mirror;
  const { copied, videos } = view;
  switch (view.state) {
    case 'copied':
      return { tone: copied < videos ? 'warn' : 'good', sentence: words.progress(copied, videos) };
    case 'copying':
    case 'waiting':
      return {
        tone: 'info',
        sentence: words.progress(copied, videos),
        remedy: words.downloadsFirst,
      };
    case 'stopped':
      return {
        tone: 'info',
        sentence: words.stopped(copied, videos),
        remedy: words.stoppedRemedy,
      };
    case 'away':
      return { tone: 'info', sentence: words.away(videos - copied), remedy: words.awayRemedy };
    case 'failed': {
      const why = view.failure && describeFailure(view.failure);
      return {
        tone: 'warn',
        sentence: why?.sentence ?? words.cannotWrite,
        remedy: words.retrying(why?.remedy ?? '', copied, videos),
      };
    }
    case 'of-another-archive':
      return { tone: 'warn', sentence: words.ofAnother, remedy: words.ofAnotherRemedy };
  }
}

/** What else there is to know of a mirror, each in a sentence. */
export function mirrorNotes({ extra, damaged, isSameDisk }: MirrorView): readonly string[] {
  const words = m.settings.mirror;
  return [
    ...(isSameDisk ? [words.sameDisk] : []),
    ...(damaged > 0 ? [words.damaged(damaged)] : []),
    ...(extra > 0 ? [words.extra(extra)] : []),
  ];
}
