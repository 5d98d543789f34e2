import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProjectId } from '#core/annotation/ids.ts';
import { hashOfPlace, placeOfHash } from './address.ts';

describe('addresses', () => {
  it('lead back to the place they were made for', () => {
    const projectId = fc.string({ minLength: 1 }).map((id) => id as ProjectId);
    const screen = fc.constantFrom('workbench', 'gallery');
    fc.assert(
      fc.property(projectId, screen, (id, name) => {
        const place = { screen: name, projectId: id } as const;
        expect(placeOfHash(hashOfPlace(place))).toEqual(place);
      }),
    );
    const start = { screen: 'projects', projectId: null } as const;
    expect(placeOfHash(hashOfPlace(start))).toEqual(start);
  });

  it.each(['', '#', '#/', '#/p', '#/p/', '#/q/1', '#/p/1/gallery/2', '#/p/%'])(
    'of no meaning, such as "%s", lead to the project opened last',
    (hash) => {
      expect(placeOfHash(hash).projectId).toBeNull();
      expect(placeOfHash(hash).screen).toBe('workbench');
    },
  );
});
