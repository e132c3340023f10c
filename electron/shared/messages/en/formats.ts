import { formatsIn } from '../language/formats.ts';

/** Numbers, sizes, times and lists. */
export const formats = formatsIn('en', {
  bytes: ['B', 'kB', 'MB', 'GB', 'TB'],
  perSecond: (size) => `${size}/s`,
  day: 'd',
  hour: 'h',
  minute: 'min',
  second: 's',
  underAMinute: 'under 1 min',
  left: (time) => `${time} left`,
});
