import i18next from 'i18next';
import { localeOf } from '#core/language.ts';
import { say } from '#flows/report.ts';
import type { Stores } from '#store/stores.ts';
import { loadTexts, speak } from '#ui/text/text.ts';

/** Speaks the language of the settings, or of the browser, from now on; resolves once its texts are there. */
export async function followLanguage(target: Document, stores: Stores): Promise<void> {
  const { settings } = stores;
  const wanted = () => localeOf(settings.getState().language, navigator.languages);
  const follow = async () => {
    if (await speak(wanted())) return;
    const newId = () => crypto.randomUUID();
    say({ stores, newId }, 'problem', { about: 'failure', failure: { code: 'text/not-loaded' } });
  };
  loadTexts();
  await follow();
  const mark = () => {
    target.documentElement.lang = i18next.language;
    target.documentElement.dir = i18next.dir();
  };
  mark();
  i18next.on('languageChanged', mark);
  settings.subscribe((state, former) => {
    if (state.language !== former.language) void follow();
  });
  window.addEventListener('languagechange', () => void follow());
}
