import { expect, test } from 'vitest';
import { remedyForFailed } from '../../../../electron/shared/messages/failed.ts';

// The words of the documentation's list of reasons, and of recorded answers.
const table: readonly (readonly [code: string, message: string, remedy: RegExp])[] = [
  ['400', 'Detected inappropriate content, please try replacing the video.', /another one/],
  ['400', 'Inappropriate content detected. Please replace the image or video.', /another one/],
  ['400', 'HD quality free trials complete. Subscribe now to continue creating.', /higher plan/],
  [
    '400',
    'Please try again later. You can upgrade to Standard membership to start generating now.',
    /higher plan/,
  ],
  ['400', 'Reached the limit for concurrent generations.', /at once/],
  ['400', 'Unsupported width or height. Please adjust the size and try again.', /another size/],
  ['400', 'Upload failed due to network reasons, please re-enter', /address is public/],
  ['400', 'Your prompt was caught by our AI moderator.', /Reword/],
  ['400', 'Your prompt has triggered our AI moderator, please re-enter your prompt', /Reword/],
  ['400', 'Your prompt/negative prompt cannot exceed 2048 characters.', /Shorten/],
  ['400', "Your video creation prompt contains NSFW content, which isn't allowed", /Reword/],
  ['400', 'Incorrect image format', /another format/],
  ['400', 'Generation failed, please try again later', /provider error/],
  ['500', 'internal error, please try again later.', /provider error/],
  ['402', 'Credits insufficient : Your current balance isn’t enough to run this', /Top up/],
  ['451', '', /address is public/],
  ['501', '生成失败', /provider error/],
  ['505', '', /doesn't offer/],
  ['400', '', /Unknown reason/],
  ['', 'A reason that nobody has documented', /Unknown reason/],
];

test.each(table)('%s %s', (code, message, remedy) => {
  expect(remedyForFailed(code, message)).toMatch(remedy);
  expect(remedyForFailed(code, message)).toMatch(/and add the new task ID\.$/);
});
