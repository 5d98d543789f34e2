import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import type { ImageId } from '../annotation/ids.ts';
import type { ImageSummary, Project } from '../project/project.ts';

/** An image with its objects at one moment. */
export interface ImageState {
  readonly image: ImageSummary;
  readonly annotations: readonly Annotation[];
}

/** What came back in a package: some images of a project as somebody else left them. */
export interface PackageContent {
  readonly packageId: string; // UUID, given when the package first left
  readonly project: Project; // of whoever wrote the package last
  readonly writtenBy: string; // display name; '' when none was given
  readonly categories: readonly Category[];
  readonly images: ReadonlyMap<ImageId, ImageState>;
  /** The same images as they were when the package first left; an image added since is missing. */
  readonly bases: ReadonlyMap<ImageId, ImageState>;
}
