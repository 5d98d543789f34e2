import { describe, expect, it } from 'vitest';
import { sortAtFirst } from '#core/query/imageSort.ts';
import { resetGallery, setQueryText, setSort } from '#store/galleryStore.ts';
import { setRole } from '#store/roleStore.ts';
import { openStudio } from '#testing/openStudio.ts';
import { testProject } from '#testing/records.ts';
import { openProject } from './openProject.ts';
import { rememberView } from './rememberView.ts';

describe('rememberView', () => {
  it('keeps query and order of a project for when it is opened again', async () => {
    const { services } = await openStudio();
    const { gallery } = services.stores;
    setRole(services.stores.role, 'writer');
    const { flush } = rememberView(services);
    setQueryText(gallery, 'name:2 status:');
    setSort(gallery, { by: 'name', isDescending: true });
    flush();
    resetGallery(gallery, '', sortAtFirst);
    setRole(services.stores.role, 'follower');
    await openProject(services, testProject.id);
    expect(gallery.getState()).toMatchObject({
      queryText: 'name:2 status:',
      sort: { by: 'name', isDescending: true },
    });
  });
});
