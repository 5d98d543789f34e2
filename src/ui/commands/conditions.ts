import type { Stores } from '#store/stores.ts';

/** What commands ask of the stores before they can be used. */

export function always(): boolean {
  return true;
}

export function hasProject({ document }: Stores): boolean {
  return document.getState().document !== null;
}

export function hasImages({ document }: Stores): boolean {
  return (document.getState().document?.images.size ?? 0) > 0;
}

export function isImageOpen({ session }: Stores): boolean {
  return session.getState().openImageId !== null;
}

export function isPrompting({ session }: Stores): boolean {
  return session.getState().prompting !== null;
}

export function hasSelectedObject({ session }: Stores): boolean {
  return session.getState().selectedIds.length > 0;
}
