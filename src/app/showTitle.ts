import type { Services } from '#flows/services.ts';

/** Titles the tab after the open project, or after the start page. */
export function showTitle(
  target: Document,
  { stores }: Services,
  { appName, projects }: { readonly appName: string; readonly projects: string },
): void {
  function show(): void {
    const { screen } = stores.session.getState();
    const name = stores.document.getState().document?.project.name;
    const title = screen === 'projects' || !name ? projects : name;
    const full = `${title} – ${appName}`;
    if (target.title !== full) target.title = full;
  }
  show();
  stores.document.subscribe(show);
  stores.session.subscribe((state, former) => {
    if (state.screen !== former.screen) show();
  });
}
