import { counted } from './plural.ts';

/** `1 video`, `1,234 videos`. */
export const videos = (count: number) => counted(count, { one: 'video', other: 'videos' });

/** `1 file`, `1,234 files`. */
export const files = (count: number) => counted(count, { one: 'file', other: 'files' });

/** What a provider takes and has left: `1 credit`, `12.5 credits`. */
export const credits = (count: number) => counted(count, { one: 'credit', other: 'credits' });
