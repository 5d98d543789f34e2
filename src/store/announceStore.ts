import { createStore, type StoreApi } from 'zustand/vanilla';

/** What is told to a person who does not see the canvas. */
export type Announcement =
  | {
      readonly about: 'mask'; // an object got this mask
      readonly objectName: string;
      readonly share: number; // of the image, 0…1
      readonly predictedIou: number | null; // null: a hand made it
    }
  | { readonly about: 'unchanged' }; // what was drawn changes no pixel of the object

/** The newest announcement; its number tells two equal ones apart. */
export interface AnnounceState {
  readonly newest: Announcement | null;
  readonly number: number;
}

export type AnnounceStore = StoreApi<AnnounceState>;

export function createAnnounceStore(): AnnounceStore {
  return createStore<AnnounceState>()(() => ({ newest: null, number: 0 }));
}

/** Says it in the live region, after whatever is being said. */
export function announce(store: AnnounceStore, newest: Announcement): void {
  store.setState(({ number }) => ({ newest, number: number + 1 }));
}
