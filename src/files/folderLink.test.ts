import { beforeAll, describe, expect, it, vi } from 'vitest';
import { MemoryFolder } from '#testing/memoryFolder.ts';
import { createFolders, type Folders } from './folderLink.ts';

let folders: Folders;

beforeAll(() => {
  vi.stubGlobal('window', {});
  folders = createFolders();
});

describe('walk', () => {
  it('finds the images of all subfolders, not our mirror nor hidden files', async () => {
    const folder = new MemoryFolder('photos').asHandle();
    const paths = ['a.jpg', 'sub/deep/b.png', 'maskwright/c.png', '.hid/d.png', 'notes.txt'];
    for (const path of paths) await folders.write(folder, path, ['x']);
    const found: string[] = [];
    for await (const each of folders.walk(folder, new AbortController().signal)) {
      found.push('open' in each ? each.path : `${each.path} ${each.failure.code}`);
    }
    expect(found).toEqual(['a.jpg', 'sub/deep/b.png', 'notes.txt import/not-an-image']);
  });
});

describe('write', () => {
  it('makes the folders on the way, and writes what can be read again', async () => {
    const folder = new MemoryFolder('photos').asHandle();
    await folders.write(folder, 'maskwright/annotations/a.json', ['{', '}']);
    expect(await (await folders.open(folder, 'maskwright/annotations/a.json')).text()).toBe('{}');
  });

  it('leaves the file as it was when the text breaks off', async () => {
    const folder = new MemoryFolder('photos').asHandle();
    await folders.write(folder, 'a.json', ['whole']);
    async function* broken() {
      yield 'half';
      throw new Error('broke off');
    }
    await expect(folders.write(folder, 'a.json', broken())).rejects.toThrow('broke off');
    expect(await (await folders.open(folder, 'a.json')).text()).toBe('whole');
  });
});

describe('open', () => {
  it('tells a missing file from a missing folder', async () => {
    const folder = new MemoryFolder('photos');
    const handle = folder.asHandle();
    await expect(folders.open(handle, 'sub/a.jpg')).rejects.toMatchObject({
      failure: { code: 'folder/file-missing', fileName: 'sub/a.jpg' },
    });
    folder.isGone = true;
    await expect(folders.open(handle, 'a.jpg')).rejects.toMatchObject({
      failure: { code: 'folder/not-found', folderName: 'photos' },
    });
    expect(await folders.stateOf(handle)).toBe('notFound');
  });

  it('says when the permission is gone', async () => {
    const folder = new MemoryFolder('photos');
    folder.getFileHandle = async () => {
      throw new DOMException('not allowed', 'NotAllowedError');
    };
    await expect(folders.open(folder.asHandle(), 'a.jpg')).rejects.toMatchObject({
      failure: { code: 'folder/permission-lost', folderName: 'photos' },
    });
  });
});

describe('remove', () => {
  it('does nothing where there is nothing', async () => {
    const folder = new MemoryFolder('photos').asHandle();
    await folders.write(folder, 'a/b.json', ['x']);
    await folders.remove(folder, 'a/b.json');
    await folders.remove(folder, 'a/b.json');
    await folders.remove(folder, 'c/d.json');
    await expect(folders.open(folder, 'a/b.json')).rejects.toMatchObject({
      failure: { code: 'folder/file-missing' },
    });
  });
});
