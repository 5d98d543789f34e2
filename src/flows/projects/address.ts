import type { ProjectId } from '#core/annotation/ids.ts';
import type { Place } from '#store/projectsStore.ts';
import type { Stores } from '#store/stores.ts';

/** The place that the hash of an address names; of an unknown one the project opened last. */
export function placeOfHash(hash: string): Place {
  const [name, id, screen, ...rest] = hash.replace(/^#\/?/u, '').split('/');
  if (name === 'projects' && id === undefined) return { screen: 'projects', projectId: null };
  const isProject = name === 'p' && id && rest.length === 0;
  const projectId = isProject ? (decoded(id) as ProjectId | null) : null;
  return { screen: projectId && screen === 'gallery' ? 'gallery' : 'workbench', projectId };
}

/** The hash that leads back to a place. */
export function hashOfPlace({ screen, projectId }: Place): string {
  if (screen === 'projects' || !projectId) return '#/projects';
  const base = `#/p/${encodeURIComponent(projectId)}`;
  return screen === 'gallery' ? `${base}/gallery` : base;
}

/** Where the user is; null while a project is being opened. */
export function currentPlace({ session, document, role }: Stores): Place | null {
  const { screen } = session.getState();
  if (screen === 'projects') return { screen, projectId: null };
  const projectId = document.getState().document?.project.id;
  return projectId && role.getState().role !== 'opening' ? { screen, projectId } : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a lone % was typed: no id has one
  }
}
