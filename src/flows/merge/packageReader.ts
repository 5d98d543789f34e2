import type { PackageContent } from '#core/merge/packageContent.ts';

/**
 * What a package file holds.
 *
 * @param passphrase '' when none was typed
 * @throws AppError of the package format
 */
export type PackageReader = (file: File, passphrase: string) => Promise<PackageContent>;
