import i18next from 'i18next';
import type { Services } from '#flows/services.ts';

/** Titles the tab after the open project, or after the start page. */
export function showTitle(target: Document, { stores }: Services): void {
  function show(): void {
    const { screen } = stores.session.getState();
    const name = stores.document.getState().document?.project.name;
    const title = screen === 'projects' || !name ? i18next.t('projects.title') : name;
    const full = `${title} – ${i18next.t('app.name')}`;
    if (target.title !== full) target.title = full;
  }
  show();
  i18next.on('languageChanged', show);
  stores.document.subscribe(show);
  stores.session.subscribe((state, former) => {
    if (state.screen !== former.screen) show();
  });
}
