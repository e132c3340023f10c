import type { Locale } from '../../electron/shared/locale.ts';
import { addCatalogue, type Messages } from '../../electron/shared/messages/catalogue.ts';

/** The languages beside English, each fetched when it is spoken for the first time. */
const catalogues: { readonly [L in Exclude<Locale, 'en'>]: () => Promise<Messages> } = {
  ru: async () => (await import('../../electron/shared/messages/ru/catalogue.ts')).ru,
  'zh-CN': async () => (await import('../../electron/shared/messages/zh-CN/catalogue.ts')).zhCn,
};

/** The language of the page. */
export class Language {
  #spoken = $state<Locale>('en');
  #wanted: Locale = 'en';

  /** The one that is spoken. */
  get spoken(): Locale {
    return this.#spoken;
  }

  /** Speaks another one, as soon as its catalogue is there. @throws where it cannot be fetched */
  async speak(locale: Locale): Promise<void> {
    this.#wanted = locale;
    if (locale !== 'en') addCatalogue(locale, await catalogues[locale]());
    if (this.#wanted === locale) this.#spoken = locale;
  }

  /** Speaks what is read here, now and whenever that changes, for as long as the page lives. */
  follow(read: () => Locale): void {
    $effect.root(() => {
      $effect(() => {
        void this.speak(read()); // what fails is told as any unhandled rejection is
      });
    });
  }
}
