/** The languages that Reelkeep speaks, as BCP 47 tags. */
export const locales = ['en', 'ru', 'zh-CN'] as const;

/** One of them. */
export type Locale = (typeof locales)[number];

/** What each calls itself: nobody should have to read another one to find their own. */
export const localeNames: { readonly [L in Locale]: string } = {
  en: 'English',
  ru: 'Русский',
  'zh-CN': '简体中文',
};

/**
 * The one to speak with someone who prefers these languages.
 * @param preferred BCP 47 tags, the dearest first; what is none is passed over
 * @returns English where none of them is spoken
 */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const locale = localeFor(tag);
    if (locale !== undefined) return locale;
  }
  return 'en';
}

function localeFor(tag: string): Locale | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    // Who reads traditional characters has chosen not to read simplified ones.
    if (language === 'zh') return script === 'Hans' ? 'zh-CN' : undefined;
    return locales.find((locale) => locale === language);
  } catch {
    return undefined; // such as `C` or `en_US.UTF-8`
  }
}
