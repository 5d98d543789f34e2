import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageOf, type Language } from '#core/language.ts';
import en from './en.json' with { type: 'json' };
import { numberText } from './numberText.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Every text of one language, under the keys of English. */
export type Catalogue = typeof en;

/** Loaded when it is wanted; English is always there, for it stands in where another cannot be had. */
const later: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogue>>> = {
  de: async () => {
    const { default: de } = await import('./de.json', { with: { type: 'json' } });
    return de satisfies Catalogue;
  },
};

/** A value within a text; `side`: the side of a picture, whose thousands nobody sets apart. */
function valueText(value: unknown, format?: string): unknown {
  return typeof value === 'number' && format !== 'side' ? numberText(value) : value;
}

/** Makes the English texts ready, at once; to be called first, and once. */
export function loadTexts(): void {
  void i18next
    .use(initReactI18next)
    .use({
      type: 'formatter',
      init: () => {},
      add: () => {},
      addCached: () => {},
      format: valueText,
    })
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    });
}

/**
 * Goes on in another language, without a reload.
 *
 * @param locale such as `de-AT`: its language, with the numbers of its region
 * @returns whether its texts could be had; if not, everything stays as it was
 */
export async function speak(locale: string): Promise<boolean> {
  const language = languageOf(locale);
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    try {
      i18next.addResourceBundle(language, 'translation', await later[language]());
    } catch {
      // not in the cache, and no network: the language spoken so far does as well
      return false;
    }
  }
  await i18next.changeLanguage(locale);
  return true;
}
