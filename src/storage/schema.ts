import type { DBSchema } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { OwnModel } from '#core/model/ownModel.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';

/** The bytes of an image, apart from its row so that ten thousand rows load fast. */
export interface ImageFiles {
  readonly blob: Blob; // upright
  readonly thumbnail: Blob;
}

/** Where the user was in a project. */
export interface ProjectView {
  readonly openImageId: ImageId | null;
  readonly activeCategoryId: CategoryId | null;
}

/** Records carry the project they belong to; the database can hold many. */
type Owned<Record> = Record & { readonly projectId: ProjectId };

/** IndexedDB database `maskwright`, version {@link schemaVersion}. */
export interface MaskwrightSchema extends DBSchema {
  projects: { key: string; value: Project };
  categories: { key: string; value: Owned<Category>; indexes: { byProject: string } };
  images: { key: string; value: Owned<ImageSummary>; indexes: { byProject: string } };
  annotations: {
    key: string;
    value: Owned<Annotation>;
    indexes: { byImage: string; byCategory: string };
  };
  blobs: { key: string; value: Blob };
  thumbnails: { key: string; value: Blob };
  projectViews: { key: string; value: ProjectView };
  viewports: { key: string; value: Viewport };
  ownModels: { key: string; value: OwnModel };
}
