/** The languages that the studio speaks, by their codes (BCP 47). */
export const languages = ['en', 'de'] as const;

export type Language = (typeof languages)[number];

/** `automatic`: what the browser asks for, as far as the studio speaks it. */
export type LanguageChoice = 'automatic' | Language;

/**
 * The locale to speak and to write numbers in: the language, with the region that the browser names for it.
 *
 * @param preferred what the browser asks for, the dearest first, such as `['de-AT', 'en']`
 */
export function localeOf(choice: LanguageChoice, preferred: readonly string[]): string {
  if (choice === 'automatic') {
    const spoken = preferred.find((locale) => languages.some((each) => speaks(locale, each)));
    return spoken ?? 'en';
  }
  return preferred.find((locale) => speaks(locale, choice)) ?? choice;
}

/** The language of a locale; English where the studio does not speak it. */
export function languageOf(locale: string): Language {
  return languages.find((language) => speaks(locale, language)) ?? 'en';
}

function speaks(locale: string, language: Language): boolean {
  return locale.toLowerCase().split('-')[0] === language;
}
