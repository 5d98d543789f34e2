declare const idOf: unique symbol;

/** A random UUID that says what it identifies. */
type Id<Kind extends string> = string & { readonly [idOf]: Kind };

export type ProjectId = Id<'project'>;
export type ImageId = Id<'image'>;
export type CategoryId = Id<'category'>;
export type AnnotationId = Id<'annotation'>;
export type NoteId = Id<'note'>;
export type GroupId = Id<'group'>;
