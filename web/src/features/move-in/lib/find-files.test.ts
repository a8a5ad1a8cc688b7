import { makeZip } from '@/testing/zip';
import { describe, expect, test } from 'vitest';
import { findImages } from './find-files';

const never = new AbortController().signal;

/** A file as a folder's input gives it. */
function fileAt(path: string, content = path): File {
  const file = new File([content], path.replace(/^.*\//, ''), { lastModified: 1_700_000_000_000 });
  return Object.defineProperty(file, 'webkitRelativePath', { value: path });
}

function zipAt(path: string, blob: Blob): File {
  return Object.defineProperty(new File([blob], path), 'webkitRelativePath', { value: '' });
}

/** A folder as a drop gives it: entries come a few at a time. */
function folder(fullPath: string, children: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const parts = [children.slice(0, 1), children.slice(1), []];
    return {
      readEntries: (take: (entries: FileSystemEntry[]) => void) => take(parts.shift() ?? []),
    };
  };
  return { isDirectory: true, fullPath, createReader } as unknown as FileSystemEntry;
}

function entry(fullPath: string, problem?: Error): FileSystemEntry {
  const file = (take: (file: File) => void, fail: (error: Error) => void) =>
    problem ? fail(problem) : take(new File([fullPath], fullPath.replace(/^.*\//, '')));
  return { isDirectory: false, fullPath, file } as unknown as FileSystemEntry;
}

const paths = (found: Awaited<ReturnType<typeof findImages>>) =>
  found.images.map(({ path, sidecar }) => [path, sidecar?.path ?? null]);

describe('What is found to move in', () => {
  test('are the images of a folder, each with the text of its name', async () => {
    const found = await findImages(
      [
        'out/1.png',
        'out/1.txt',
        'out/2.JPG',
        'out/deep/2.json',
        'out/3.webp',
        'out/3.webp.json',
        'out/3.json',
      ].map((path) => fileAt(path)),
      never,
    );

    expect(paths(found)).toEqual([
      ['out/1.png', 'out/1.txt'],
      ['out/2.JPG', null],
      ['out/3.webp', 'out/3.json'],
    ]);
    expect(found.ignored).toBe(2);
    expect(found.images[0]?.modifiedAt).toEqual(new Date(1_700_000_000_000));
  });

  test('are those in dropped folders, however deep, and in archives among them', async () => {
    const zip = await makeZip([
      { path: 'in/1.png', content: 'one', isDeflated: true },
      { path: 'in/1.json', content: '{}' },
      { path: '__MACOSX/in/._1.png', content: 'no' },
    ]);
    const found = await findImages(
      [
        folder('/art', [
          entry('/art/a.png'),
          entry('/art/.hidden.png'),
          folder('/art/old', [entry('/art/old/b.jpeg')]),
        ]),
        zipAt('more.zip', zip),
      ],
      never,
    );

    expect(paths(found)).toEqual([
      ['art/a.png', null],
      ['art/old/b.jpeg', null],
      ['in/1.png', 'in/1.json'],
    ]);
    expect(found).toMatchObject({ refused: [], ignored: 0 });
  });

  test('a text stands beside one image only within its own folder or archive', async () => {
    const zip = zipAt('a.zip', await makeZip([{ path: '1.txt', content: 'words' }]));

    const found = await findImages([fileAt('1.png'), zip], never);

    expect(paths(found)).toEqual([['1.png', null]]);
  });

  test('what cannot be read is told of, and the rest is found', async () => {
    const found = await findImages(
      [
        entry('/gone.png', new Error('NotFoundError')),
        zipAt('broken.zip', new Blob(['no'])),
        fileAt('1.png'),
      ],
      never,
    );

    expect(paths(found)).toEqual([['1.png', null]]);
    expect(found.refused).toEqual([
      { path: 'gone.png', reason: 'The browser could not read it.' },
      { path: 'broken.zip', reason: 'This is no zip archive, or its end is missing.' },
    ]);
  });

  test('folders that hold each other without end are left at some depth', async () => {
    const endless = (path: string): FileSystemEntry =>
      path.length > 2000
        ? entry(path)
        : folder(path, [entry(`${path}/1.png`), endless(`${path}/deeper`)]);

    const found = await findImages([endless('/top')], never);

    expect(found.images).toHaveLength(32);
  });

  test('nothing, once it was cancelled', async () => {
    await expect(findImages([fileAt('1.png')], AbortSignal.abort())).rejects.toThrow();
  });
});
