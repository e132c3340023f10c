/** What is said of a video wherever it is shown. */
export const tasks = {
  /** The one visible word for each state. Whatever drives the window may rely on these. */
  states: {
    checking: 'Checking',
    waiting: 'Waiting',
    queued: 'Queued',
    generating: 'Generating',
    ready: 'Ready',
    downloading: 'Downloading',
    archived: 'Archived',
    missing: 'Missing',
    damaged: 'Damaged',
    failed: 'Failed',
    'not-found': 'Not found',
    stalled: 'Stalled',
    lost: 'Lost',
    paused: 'Paused',
  },
  /** A coding that only its owner's programs can play. */
  copyProtected: 'copy-protected',
  /** A file that is safe, and that the window cannot show. */
  notPlayed: {
    sentence: {
      video: "This video can't be played here.",
      picture: "This image can't be shown here.",
      sound: "This audio can't be played here.",
    },
    coded: {
      video: (coding: string) => `This video uses ${coding}, which can't be played here.`,
      picture: (coding: string) => `This image uses ${coding}, which can't be shown here.`,
      sound: (coding: string) => `This audio uses ${coding}, which can't be played here.`,
    },
    remedy: {
      video: 'It is in your archive as it came. Open plays it in another app.',
      picture: 'It is in your archive as it came. Open shows it in another app.',
      sound: 'It is in your archive as it came. Open plays it in another app.',
    },
  },
};
