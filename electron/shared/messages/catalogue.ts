import { en } from './en/catalogue.ts';
import type { Locale } from '../locale.ts';

/** Everything that Reelkeep says, in one language. */
export type Messages = typeof en;

const catalogues = new Map<Locale, Messages>([['en', en]]);
let locale: () => Locale = () => 'en';

/** Makes a language one that can be spoken: until then English stands in for it. */
export function addCatalogue(of: Locale, messages: Messages): void {
  catalogues.set(of, messages);
}

/**
 * Has everything said in this language from now on. It is read at each use: whoever shows what depends on it hears of
 * a change as of any other state.
 */
export function followLocale(read: () => Locale): void {
  locale = read;
}

/** The language that is spoken now. */
export function currentLocale(): Locale {
  return locale();
}

/** What is said, in the language that is spoken now. Read it where it is shown: what is kept of it stays as it was. */
export const m: Messages = inTurn(() => catalogues.get(locale()) ?? en);

/** An object whose parts are those of another, as it is when they are read. */
function inTurn(read: () => Messages): Messages {
  const areas = Object.keys(en).map((area) => [
    area,
    { get: () => read()[area as keyof Messages], enumerable: true },
  ]);
  return Object.defineProperties(
    {},
    Object.fromEntries(areas) as PropertyDescriptorMap,
  ) as Messages;
}
