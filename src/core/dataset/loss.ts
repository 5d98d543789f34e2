/** What a format cannot say, or cannot say exactly. */
export const lossKinds = [
  'maskDropped', // only the box is left
  'holeBridged', // a slit joins the hole to the outside
  'holeFilled',
  'partsBridged', // a line joins the parts
  'partsSplit', // one object became several
  'simplified', // the outline is coarser, or was rounded
  'overlapResolved', // pixels went to the object in front
  'objectHidden', // nothing of the object is left behind those in front
  'objectDropped', // for the reason in `detail`
  'imageDropped',
  'crowdDropped', // the mark, not the object
  'attributeDropped',
  'scoreDropped',
  'groupDropped',
  'nameDropped', // the object's own
  'provenanceDropped', // model, prompt and scores
  'supercategoryDropped',
  'colorDropped',
  'tagDropped',
  'splitDropped',
  'renamed', // a category or file, to what the format allows
] as const;

export type LossKind = (typeof lossKinds)[number];

/** One thing that did not make it into the file. */
export interface Loss {
  readonly kind: LossKind;
  readonly image: number | null; // index in the data set; null: of the whole set
  readonly object: number | null; // index on its image; null: of the whole image
  readonly detail: string; // names, numbers; '' when the kind says all
}

/** Losses by kind, with how often each came and the first few as examples. */
export type LossSummary = ReadonlyMap<
  LossKind,
  { readonly count: number; readonly examples: readonly Loss[] }
>;

const exampleLimit = 20;

/** Collects losses without keeping all of them. */
export class LossCounter {
  readonly #losses = new Map<LossKind, { count: number; examples: Loss[] }>();

  add(loss: Loss): void {
    const known = this.#losses.get(loss.kind) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < exampleLimit) known.examples.push(loss);
    this.#losses.set(loss.kind, known);
  }

  /** In the order of {@link lossKinds}. */
  summary(): LossSummary {
    return new Map(
      lossKinds.flatMap((kind) => {
        const known = this.#losses.get(kind);
        return known ? [[kind, { count: known.count, examples: [...known.examples] }]] : [];
      }),
    );
  }
}
