import type { Failure } from '../../../failure.ts';
import type { Words } from '../../words.ts';

type TemplateFailure = Extract<Failure, { readonly code: 'template-invalid' }>;

type Table = {
  readonly [R in TemplateFailure['reason']]: (
    detail: string,
  ) => readonly [reason: string, remedy: string];
};

const rows: Table = {
  empty: () => [
    'is empty',
    'Enter at least one placeholder such as {date}, or click Reset to default.',
  ],
  absolute: () => [
    'starts like an absolute path',
    'Start with a name or a placeholder: everything goes into the archive folder.',
  ],
  'empty-segment': () => [
    'has a folder or file without a name',
    'Put a name or a placeholder before and after every slash.',
  ],
  dots: (detail) => [`has the folder “${detail}”`, 'Leave it out: nothing may lead elsewhere.'],
  hidden: (detail) => [
    `has “${detail}”, which starts with a dot`,
    'Start with another character: such files are hidden.',
  ],
  reserved: (detail) => [
    `has “${detail}”, which ends like one of Reelkeep's own files`,
    'Leave the ending out: each file gets the right one automatically.',
  ],
  'too-long': () => ['is too long for a file name', 'Shorten the text between the placeholders.'],
  'too-deep': (detail) => [
    `has more than ${detail} folders inside each other`,
    'Use fewer slashes.',
  ],
  brace: (detail) => [
    `has an unmatched “${detail}”`,
    'Write each placeholder in a pair of braces, such as {date}.',
  ],
  'unknown-token': (detail) => [
    `has ${detail}, which isn't a known placeholder`,
    "Choose one of the placeholders shown, or use {param:name} for one of the provider's parameters.",
  ],
  character: (detail) => [
    `has ${/\p{C}/u.test(detail) ? 'an invisible character' : `the character ${detail}`}, which some systems don't allow in names`,
    'Use another character.',
  ],
};

/** What is wrong with a template of file names, and what to do about it. */
export function template({ input, reason, detail }: TemplateFailure): Words {
  const [what, remedy] = rows[reason](detail);
  const shown = input.trim() === '' ? 'The template' : `“${input}”`;
  return { sentence: `${shown} ${what}.`, remedy };
}
