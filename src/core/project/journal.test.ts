import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentHistories } from '#testing/arbitraryDocuments.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import type { RecordEdit } from './change.ts';
import { editsByImage } from './journal.ts';

describe('editsByImage', () => {
  it('puts objects under their image and categories under the project', () => {
    const image: RecordEdit = { kind: 'image', before: null, after: imageRecord(1) };
    const object: RecordEdit = { kind: 'annotation', before: annotationRecord(1), after: null };
    const category: RecordEdit = { kind: 'category', before: null, after: categoryRecord(1) };
    const byImage = editsByImage([image, category, object]);
    expect([...byImage]).toEqual([
      [imageRecord(1).id, [image, object]],
      ['', [category]],
    ]);
  });

  it('keeps every edit once, in the order of its image', () => {
    fc.assert(
      fc.property(documentHistories(), ({ changes }) => {
        const edits = changes.flatMap((change) => change.edits);
        const lists = [...editsByImage(edits).values()];
        expect(new Set(lists.flat())).toEqual(new Set(edits));
        for (const list of lists) {
          const places = list.map((edit) => edits.indexOf(edit));
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});
