/** Of a text that stands in a sentence, in characters. */
const maxShown = 300;

function given(text: string | undefined): string {
  if (text === undefined) return '';
  const shown = text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
  return ` It gave this text: “${shown}”`;
}

/** A task that is finished by the provider's word, while its file may still be named. */
export function awaitingFile(text?: string): {
  readonly sentence: string;
  readonly remedy: string;
} {
  return {
    sentence: `The provider calls it finished, but names no file.${given(text)}`,
    remedy: 'Reelkeep goes on asking for some hours, in case the file is still to come.',
  };
}

/** The end of a task whose file was never named. */
export function neverAFile(text?: string): { readonly sentence: string; readonly remedy: string } {
  return {
    sentence: `The provider calls it finished, and has named no file.${given(text)}`,
    remedy:
      text === undefined
        ? 'There is nothing to save. See at the provider what became of it, and press Check now if it has a file after all.'
        : 'It made text, and there is no file to save. Copy the text if you need it.',
  };
}
