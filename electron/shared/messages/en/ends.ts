const maxShown = 300;

/** What the provider gave in a file's place. */
function given(text: string | undefined): string {
  if (text === undefined) return '';
  return ` It returned this text: “${text.length > maxShown ? `${text.slice(0, maxShown)}…` : text}”`;
}

const again = 'generate again at the provider, and add the new task ID.';
const againThere = 'generate again there, and add the new task ID.';

/** How a video has come to its end without a file, and what can be done. */
export const ends = {
  /** Why a video is lost. */
  keptRefusing: (host: string, httpStatus: number | undefined) =>
    httpStatus === undefined
      ? `${host} has kept refusing the file since its link expired.`
      : `${host} has kept refusing the file since its link expired (HTTP ${String(httpStatus)}).`,
  /** Finished by the provider's word, while its file may still be named. */
  awaitingFile: {
    sentence: (text?: string) =>
      `The provider reports it finished, but has no file yet.${given(text)}`,
    remedy: 'Reelkeep keeps checking for some hours, in case the file is still to come.',
  },
  /** Finished by the provider's word, and no file was ever named. */
  neverAFile: {
    sentence: (text?: string) =>
      `The provider reports it finished, but never had a file.${given(text)}`,
    remedy:
      'There is nothing to save. Look it up at the provider, and click Check now if it has a file after all.',
    remedyForText: 'It made text, so there is no file to save. Copy the text if you need it.',
  },
  /** What one can do about each reason for which a generation failed. */
  remedies: {
    'prompt-too-long': `Shorten the prompt, ${again}`,
    'input-refused': `Moderation rejected the input image or video. Try another one, ${again}`,
    'prompt-refused': `Moderation rejected the prompt. Reword it, ${again}`,
    concurrency: `Too many generations ran at once. Wait for some to finish, ${again}`,
    credits: `Top up the account on the provider's site, ${againThere}`,
    plan: `The provider requires a higher plan for this. Choose a lower quality or another plan, ${againThere}`,
    size: `Use an image or video of another size, ${again}`,
    format: `Use an image in another format, such as JPEG or PNG, ${again}`,
    'input-unreachable': `The provider couldn't download the input image or video. Check that its address is public, ${againThere}`,
    disabled: `The provider doesn't offer this right now. Once it does, ${againThere}`,
    'provider-fault': `This is a provider error. The same prompt may work later: ${againThere}`,
    unknown: `Unknown reason. Ask the provider's support, or ${againThere}`,
  },
};
