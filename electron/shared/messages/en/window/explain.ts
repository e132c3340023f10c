import { alertAnswers } from '../alerts.ts';
import { form, grouped } from '../plural.ts';

const byRepair =
  'Repair restores it from the mirror, or downloads it again while the provider still has it.';

const others = (count: number) => (count === 0 ? '' : ` and ${grouped(count)} more`);

/** Why a video is where it is, and what can be done or expected. */
export const explain = {
  hold: {
    paused: {
      sentence: 'Paused by you.',
      remedy: "Reelkeep isn't checking or downloading it, and its link may expire.",
    },
    'held-back': {
      sentence: 'Downloads are on hold after the last crashes.',
      remedy: `Click ${alertAnswers['go-on']} in the warning above to start them now.`,
    },
    'too-slow': {
      sentence: 'The network may be too slow to download everything before the links expire.',
      remedy: 'Use a faster network, or pause videos that matter less.',
    },
    offline: {
      sentence: 'This computer seems to be offline.',
      remedy: 'Reelkeep resumes automatically once it is back online.',
    },
    stalled: {
      sentence: 'No result after an hour; still checking occasionally.',
      remedy: 'Click Check now to check right away.',
    },
  },
  archivedOn: (archived: string, checked: string | undefined) =>
    checked === undefined
      ? `Archived on ${archived}.`
      : `Archived on ${archived}, last checked on ${checked}.`,
  unseen: (known: string, why: string) => `${known} Its file can't be checked right now: ${why}`,
  asking: { sentence: 'Reelkeep is checking this ID with the provider.' },
  askingAgain: {
    sentence: "The provider doesn't know this ID yet.",
    remedy: 'That can happen in the first moments. Reelkeep checks again.',
  },
  atWork: {
    sentence: 'The provider is generating it.',
    remedy: "Reelkeep downloads it as soon as it's ready.",
  },
  unknownStatus: (status: string) => ({
    sentence: `The provider reports “${status}”, an unknown status.`,
    remedy: 'Reelkeep keeps checking until it ends.',
  }),
  ready: { sentence: 'Finished at the provider; waiting to download.' },
  downloading: { sentence: 'Downloading to your archive.' },
  safe: { sentence: 'Saved and verified.' },
  unread: {
    sentence: 'In your archive. Size and structure are OK.',
    remedy: 'The next check verifies every byte.',
  },
  someOmitted: (saved: number, total: number) => ({
    sentence: `${grouped(saved)} of ${grouped(total)} results are in your archive.`,
    remedy:
      'Reelkeep saves no more of one video. Save the others at the provider before their links expire.',
  }),
  missing: (path: string, more: number) => ({
    sentence: `“${path}”${others(more)} ${more === 0 ? 'is' : 'are'} missing from the archive.`,
    remedy: `${byRepair} Or put it back yourself, then check the archive.`,
  }),
  damaged: (path: string, more: number) => ({
    sentence: `“${path}”${others(more)} ${more === 0 ? 'was' : 'were'} changed by the disk or another program after archiving.`,
    remedy: `${byRepair} A damaged file is kept beside the new one. Or replace it yourself, then check the archive.`,
  }),
  noReason: 'The provider gave no reason.',
  withCode: (remedy: string, code: string) => `${remedy} The provider's code is ${code}.`,
  stalled: (status: string) => `No result after an hour; the provider still reports “${status}”.`,
  stalledChecked:
    'Reelkeep checks occasionally, at least once a day. Click Check now to check right away.',
  stalledOver:
    'Reelkeep stopped checking after two months. Click Check now to check again, or look it up at the provider.',
  notFound: {
    sentence: 'None of the accounts that could be checked has this task.',
    remedy:
      'Check the ID. Only the account that made a task can see it: add that account in Settings, then add the ID again. If it is very new, click Check now.',
  },
  notFoundAt: (endpoint: string) => ({
    sentence: `None of the accounts that could be checked has this task at the endpoint “${endpoint}”, the only one checked.`,
    remedy: 'Add the ID again with the endpoint Auto-detect. If it is very new, click Check now.',
  }),
  someSaved: (saved: number, total: number, why: string) =>
    `${grouped(saved)} of ${grouped(total)} results ${form(saved, { one: 'was', other: 'were' })} saved to your archive. ${why}`,
  lost: (hasPrompt: boolean) =>
    [
      'Every download route was tried, again and again.',
      hasPrompt
        ? 'The prompt and its parameters are kept, so that you can make the video again.'
        : 'Its parameters are kept below.',
      'Reelkeep still checks occasionally, and saves the file if it comes back.',
    ].join(' '),
};
