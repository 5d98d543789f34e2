import { describe, expect, it } from 'vitest';
import { categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { readFolderIndex, writeFolderIndex } from './folderIndex.ts';

describe('writeFolderIndex', () => {
  it('names the file of every image that has one, and can be read again', () => {
    const images = [imageRecord(1), imageRecord(2, { tags: ['a'] })] as const;
    const paths = new Map([[images[1].id, 'annotations/photo-2.jpg.json']]);
    const index = { project: testProject, categories: [categoryRecord(1)], images, paths };
    const text = [...writeFolderIndex(index)].join('');
    expect(JSON.parse(text)).toMatchObject({
      format: 'maskwright-folder',
      project: { name: 'Test project' },
      categories: [{ name: 'Category 1' }],
      images: [{ annotations: null }, { tags: ['a'], objectCount: 0 }],
    });
    expect(readFolderIndex(text)).toEqual({ projectId: testProject.id, paths });
  });
});

describe('readFolderIndex', () => {
  it.each(['', '{', 'null', '[]', '{"images": 3}', '{"images": [null, {"id": 1}]}'])(
    'finds nothing in %j',
    (text) => {
      expect(readFolderIndex(text).paths.size).toBe(0);
    },
  );
});
