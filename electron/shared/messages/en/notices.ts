import { videos } from './nouns.ts';
import { counted, grouped } from './plural.ts';
import { timeLeft } from './spans.ts';

/** What is told outside the window, and kept in the inbox as it was said. */
export const notices = {
  /** One video's end: the title; its name is the body. */
  end: {
    archived: 'Video archived',
    failed: 'Generation failed',
    'not-found': 'Task not found',
    lost: 'Video lost',
  },
  noReason: 'no reason given',
  /** An end that is better than the one told before. */
  wasLost: 'It was lost before.',
  wasMissed: 'It was found after all.',
  /** Several ends, counted; the first names what is counted: `12 videos archived, 1 failed`. */
  firstEnds: {
    archived: (count: number) => `${videos(count)} archived`,
    failed: (count: number) => `${videos(count)} failed`,
    lost: (count: number) => `${videos(count)} lost`,
    'not-found': (count: number) => `${videos(count)} not found`,
  },
  moreEnds: {
    archived: (count: number) => `${grouped(count)} archived`,
    failed: (count: number) => `${grouped(count)} failed`,
    lost: (count: number) => `${grouped(count)} lost`,
    'not-found': (count: number) => `${grouped(count)} not found`,
  },
  joinEnds: (parts: readonly string[]) => parts.join(', '),
  andMore: (count: number) => `and ${grouped(count)} more`,
  deadline: {
    one: (leftMs: number) => `Video expires in ${timeLeft(leftMs)}`,
    several: (count: number, leftMs: number) =>
      `${counted(count, { one: 'video expires', other: 'videos expire' })} within ${timeLeft(leftMs)}`,
    paused: 'It is paused. Resume it to keep it.',
    notSaved: 'It is not saved yet.',
    notSavedAll: 'They are not saved yet.',
  },
  offer: {
    folder: (count: number) =>
      `${counted(count, { one: 'new video', other: 'new videos' })} found in the watched folder`,
    clipboard: (count: number) =>
      `${counted(count, { one: 'new video', other: 'new videos' })} copied`,
    clickToAdd: 'Click to add.',
  },
  /** What was held back in quiet hours. */
  heldBack: {
    away: 'While you were away.',
    expiring: (count: number) =>
      `${counted(count, { one: 'video expires', other: 'videos expire' })} soon`,
    offered: (count: number) =>
      `${counted(count, { one: 'new video', other: 'new videos' })} found`,
  },
  trouble: {
    account: (name: string) => `The account “${name}” is held up`,
    archive: "Videos can't be saved",
    network: "Can't reach the provider",
    /** What is said with a new trouble of those that last. */
    others: (titles: readonly string[]) => `Not resolved yet: ${titles.join('; ')}.`,
    over: (title: string) => `Resolved: ${title}`,
    resumed: 'Reelkeep has resumed.',
  },
  actions: { open: 'Open', 'show-in-folder': 'Show in folder', retry: 'Retry' },
  test: {
    title: 'This is how Reelkeep notifies you',
    body: 'Finished videos, problems and videos that expire soon look like this.',
  },
};
