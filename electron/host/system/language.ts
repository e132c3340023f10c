import { app } from 'electron';
import { pickLocale, type Locale } from '../../shared/locale.ts';
import { followLocale } from '../../shared/messages/catalogue.ts';
import { addEveryCatalogue } from '../../shared/messages/every-catalogue.ts';
import type { Settings } from '../../shared/settings/settings.ts';

/**
 * Speaks the system's language, for what must be said before the settings are read.
 * @see https://www.electronjs.org/docs/latest/api/app#appgetpreferredsystemlanguages
 */
export function speakSystemLanguage(): void {
  addEveryCatalogue();
  const ofSystem = systemLocale();
  followLocale(() => ofSystem);
}

/** Speaks the language that the user chose, whatever it is from now on. */
export function speakChosenLanguage(settings: { readonly current: () => Settings }): void {
  const ofSystem = systemLocale();
  followLocale(() => {
    const { language } = settings.current();
    return language === 'system' ? ofSystem : language;
  });
}

function systemLocale(): Locale {
  return pickLocale(app.getPreferredSystemLanguages());
}
