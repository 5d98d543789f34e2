/** What the right-hand side of the manager is about. */
export type ManagerTask = 'detail' | 'add' | 'merge' | 'delete';
