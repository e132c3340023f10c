import type { Failure } from '../../failure.ts';

type TemplateFailure = Extract<Failure, { readonly code: 'template-invalid' }>;

type Table = {
  readonly [R in TemplateFailure['reason']]: (
    detail: string,
  ) => readonly [reason: string, remedy: string];
};

const rows: Table = {
  empty: () => ['is empty', 'Enter at least one value such as {date}, or press Reset to default.'],
  absolute: () => [
    'begins like a whole path',
    'Begin with a name or a value: everything lies in the archive folder.',
  ],
  'empty-segment': () => [
    'has a folder or file without a name',
    'Put a name or a value before and after every slash.',
  ],
  dots: (detail) => [`has the folder “${detail}”`, 'Leave it out: nothing may lead elsewhere.'],
  hidden: (detail) => [
    `has “${detail}”, which begins with a dot`,
    'Begin with another character: such files are hidden.',
  ],
  reserved: (detail) => [
    `has “${detail}”, which ends like one of Reelkeep’s own files`,
    'Leave the ending out: each file gets the right one by itself.',
  ],
  'too-long': () => ['is too long for a file name', 'Shorten the text between the values.'],
  'too-deep': (detail) => [
    `has more than ${detail} folders within each other`,
    'Use fewer slashes.',
  ],
  brace: (detail) => [
    `has a “${detail}” without its other half`,
    'Write each value in a pair of braces, such as {date}.',
  ],
  'unknown-token': (detail) => [
    `has ${detail}, which is no value that Reelkeep knows`,
    'Choose one of the values shown, or write {param:name} for a parameter of the provider’s.',
  ],
  character: (detail) => [
    `has ${/\p{C}/u.test(detail) ? 'an invisible character' : `the character ${detail}`}, which some systems do not allow in names`,
    'Use another character.',
  ],
};

/** What is wrong with a template of file names, and what to do about it. */
export function describeTemplate({ input, reason, detail }: TemplateFailure): {
  readonly sentence: string;
  readonly remedy: string;
} {
  const [what, remedy] = rows[reason](detail);
  const shown = input.trim() === '' ? 'The template' : `“${input}”`;
  return { sentence: `${shown} ${what}.`, remedy };
}
