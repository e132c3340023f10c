import { countsLine, plainName } from '../../shared/messages/background.ts';
import { m } from '../../shared/messages/catalogue.ts';
import { unfinishedOf, type WatchCounts } from './watch-tally.ts';

/** What the icon looks like. */
export type TrayState = 'normal' | 'attention' | 'paused';

/** What the tray tells. */
export interface TrayView {
  readonly state: TrayState;
  /** Drawn on the icon: how many videos can still be lost, up to `9+`; empty for none. */
  readonly badge: string;
  /** One line. */
  readonly tooltip: string;
  /** What is going on, as the menu's first lines. */
  readonly lines: readonly string[];
  readonly canPause: boolean;
  readonly canResume: boolean;
}

/** What the tray is told. */
export interface TrayFacts {
  readonly counts: WatchCounts;
  /** Unix milliseconds of the next link that expires, and the video's title. */
  readonly nearest?: { readonly title: string; readonly deadlineMs: number };
  /** Something waits for the user: a key, a folder, a full disk. */
  readonly needsUser: boolean;
  readonly nowMs: number;
}

function stateOf({ counts, needsUser }: TrayFacts): TrayState {
  if (needsUser) return 'attention';
  const moving = unfinishedOf(counts) - counts.paused;
  return counts.paused > 0 && moving === 0 ? 'paused' : 'normal';
}

/** Decides what the tray shows. */
export function trayView(facts: TrayFacts): TrayView {
  const { counts, nearest, needsUser, nowMs } = facts;
  const unfinished = unfinishedOf(counts);
  const words = m.background.tray;
  const going = countsLine(counts);
  const attention = needsUser ? [words.needsYou] : [];
  const deadline =
    nearest === undefined
      ? []
      : [m.background.deadlineLine(nearest.deadlineMs - nowMs, plainName(nearest.title))];
  return {
    state: stateOf(facts),
    badge: unfinished === 0 ? '' : unfinished > 9 ? '9+' : String(unfinished),
    tooltip: needsUser ? words.tooltipNeedsYou : words.tooltip(going),
    lines: [...attention, going, ...deadline],
    canPause: unfinished > counts.paused,
    canResume: counts.paused > 0,
  };
}
