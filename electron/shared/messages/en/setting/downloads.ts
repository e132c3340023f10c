/** Settings, Downloads. */
export const downloads = {
  simultaneous: 'Simultaneous downloads',
  simultaneousHint:
    'The most urgent one always goes first. More does not help on a slow connection.',
  speedLimit: 'Speed limit',
  unlimited: 'Unlimited',
  speedLimitHint:
    'For all downloads together. Lifted automatically when a video would miss its deadline.',
  inputs: 'Also save the input video or picture',
  inputsHint:
    'Saves what each new video was made from next to it. It can take as much space as the video itself. Inputs are downloaded last, so some links will have expired.',
};
