/** The first steps: an account, then a folder. */
export const onboarding = {
  steps: 'First steps',
  account: {
    name: 'Account',
    title: 'Welcome to Reelkeep',
    lead: 'Reelkeep watches your provider and saves every finished video to your disk before its link expires (after 14 days). First, connect your account.',
  },
  folder: {
    name: 'Archive folder',
    title: 'Choose where to keep your videos',
    /** When something was to be added before the folder was chosen. */
    reminder: 'One more thing: where should they go?',
    lead: 'Everything is saved in one folder that you own: videos, thumbnails and how each was made, sorted by month.',
  },
  done: 'Done',
};
