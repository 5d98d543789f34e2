/** How a folder or file may be used. */
export type AccessMode = 'read' | 'readwrite';

interface PickerOptions {
  readonly id?: string;
  readonly mode?: AccessMode;
}

/** What the File System Access API adds to handles; browsers without pickers do not have it. */
interface Permissions {
  queryPermission?(options: { readonly mode: AccessMode }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: AccessMode }): Promise<PermissionState>;
}

type FolderPicker = (options: PickerOptions) => Promise<FileSystemDirectoryHandle>;

/** The dialog for folders; null where the browser has none that can be kept. */
export function showFolderPicker(): FolderPicker | null {
  const { showDirectoryPicker } = window as { showDirectoryPicker?: FolderPicker };
  return showDirectoryPicker ? (options) => showDirectoryPicker.call(window, options) : null;
}

/** Whether the handle may be used without asking. */
export async function permissionOf(
  handle: FileSystemHandle,
  mode: AccessMode,
): Promise<PermissionState> {
  const { queryPermission } = handle as Permissions;
  return queryPermission ? queryPermission.call(handle, { mode }) : 'granted';
}

/** Asks the person unless it is granted already; browsers want a click to have come right before. */
export async function askFor(handle: FileSystemHandle, mode: AccessMode): Promise<PermissionState> {
  if ((await permissionOf(handle, mode)) === 'granted') return 'granted';
  const { requestPermission } = handle as Permissions;
  return requestPermission ? requestPermission.call(handle, { mode }) : 'granted';
}
