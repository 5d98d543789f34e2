import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * What this tab is to the open project: the one that writes, one that follows live what another tab
 * writes, or neither while a project is being opened.
 */
export type Role = 'opening' | 'writer' | 'follower';

export interface RoleState {
  readonly role: Role;
}

export type RoleStore = StoreApi<RoleState>;

export function createRoleStore(): RoleStore {
  return createStore<RoleState>()(() => ({ role: 'opening' }));
}

export function setRole(store: RoleStore, role: Role): void {
  store.setState({ role });
}
