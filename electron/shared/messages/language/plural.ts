import type { Locale } from '../../locale.ts';

/** The forms of a word that each language needs for its numbers: the categories of CLDR that whole numbers have. */
interface Forms {
  readonly en: { readonly one: string; readonly other: string };
  readonly ru: {
    /** 1, 21, 31: `видео`. */
    readonly one: string;
    /** 2 to 4, 22. */
    readonly few: string;
    /** 0, 5 to 20. */
    readonly many: string;
    /** Fractions. Absent: as `few`, which they share in most words. */
    readonly other?: string;
  };
  readonly 'zh-CN': { readonly other: string };
}

/** The words of a language that numbers change. */
export interface Plural<L extends Locale> {
  /** A number with its thousands set apart as the language does. */
  readonly grouped: (count: number) => string;
  /** The form that goes with a number. */
  readonly form: (count: number, forms: Forms[L]) => string;
  /** The number and the form that goes with it: `1 video`, `1,234 videos`. */
  readonly counted: (count: number, forms: Forms[L]) => string;
}

/** The words that numbers change, in one language. */
export function pluralIn<L extends Locale>(locale: L): Plural<L> {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const grouped = (count: number) => numbers.format(count);
  const form = (count: number, forms: Forms[L]) => {
    const all: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
    return all[rules.select(count)] ?? all.few ?? all.other ?? '';
  };

  return {
    grouped,
    form,
    counted: (count, forms) => `${grouped(count)} ${form(count, forms)}`,
  };
}
