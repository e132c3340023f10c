import { counted } from '../plural.ts';
import { videos } from '../nouns.ts';

/** Settings, Archive: what its files are called, and the renaming of those that are there. */
export const names = {
  title: 'File names',
  template: 'Template for file names',
  hint: 'Click a placeholder to insert it. Use “/” for folders. Existing videos keep their names.',
  placeholders: 'Insert a placeholder',
  insert: (placeholder: string) => `Insert ${placeholder}`,
  /** What each placeholder of a template stands for. */
  values: {
    date: 'Date',
    time: 'Time',
    year: 'Year',
    month: 'Month',
    day: 'Day',
    prompt: 'Prompt',
    id: 'Short ID',
    taskId: 'Task ID',
    endpoint: 'Endpoint',
    account: 'Account',
    model: 'Model',
    seed: 'Seed',
    duration: 'Duration',
    ratio: 'Aspect ratio',
    quality: 'Quality',
  },
  preview: 'Preview of file names',
  status: 'File names status',
  saved: 'Saved. New videos get these names.',
  reset: 'Reset to default',
  save: 'Save',
  saveNames: 'Save file names',
  rename: {
    label: 'Rename existing videos',
    ask: (count: number) =>
      `Rename ${counted(count, { one: 'existing video', other: 'existing videos' })}…`,
    title: (count: number) => `Rename ${videos(count)}?`,
    about:
      'Their files get the names that the template makes, and folders left empty are removed. No file is changed or replaced, and you can stop at any time. On some drives each video is copied first, which takes longer and needs some free space.',
    examples: 'Examples',
    confirm: (count: number) => `Rename ${videos(count)}`,
  },
};
