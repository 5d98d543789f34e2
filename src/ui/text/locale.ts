import i18next from 'i18next';

/** What numbers, dates and lists are written in, such as `de-AT`. */
function currentLocale(): string {
  return i18next.isInitialized ? i18next.language : 'en';
}

/** A format of `Intl`, made once for each locale: making one takes longer than using it. */
export function perLocale<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const locale = currentLocale();
    const known = made.get(locale);
    if (known !== undefined) return known;
    const format = make(locale);
    made.set(locale, format);
    return format;
  };
}
