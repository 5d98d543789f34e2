/** What becomes of the files that come in. */
export interface ImportOptions {
  /** The folders that a file lies in become tags of its image. */
  readonly tagFolders: boolean;
  /** Folders named train, val or test put their images into that split. */
  readonly splitFolders: boolean;
  /** A file whose bytes the project has already stays out. */
  readonly skipDuplicates: boolean;
}

export const importOptionsAtFirst: ImportOptions = {
  tagFolders: false,
  splitFolders: true,
  skipDuplicates: true,
};
