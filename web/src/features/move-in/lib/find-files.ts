import { t } from '@/i18n';
import type { Dropped } from '@/lib/move-in';
import { nothingFound, type Found, type Source } from './found';
import { isHidden, isZip, pair } from './pair';
import { ZipError } from './zip-fields';
import { readZip } from './zip-reader';

const kMaxFiles = 200_000;
const kMaxDepth = 32;

/** A file with the folders that lead to it. */
interface Loose {
  path: string;
  file: File;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Browsers hand out a folder's entries a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || all.length > kMaxFiles) {
      return all;
    }
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Everything below what was dropped, down to a depth that no real folder has. */
class Walk {
  readonly files: Loose[] = [];
  readonly found: Found = { images: [], refused: [], ignored: 0 };
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async visit(item: Dropped, depth = 0): Promise<void> {
    this.#signal.throwIfAborted();
    if (item instanceof File) {
      this.add(item.webkitRelativePath || item.name, item);
      return;
    }
    const path = item.fullPath.replace(/^\//, '');
    try {
      if (!isFolder(item)) {
        this.add(path, await fileOf(item as FileSystemFileEntry));
      } else if (depth < kMaxDepth && !isHidden(path)) {
        for (const entry of await entriesOf(item)) {
          await this.visit(entry, depth + 1);
        }
      }
    } catch {
      this.#signal.throwIfAborted();
      this.found.refused.push({ path, reason: t('moveIn:unreadable') });
    }
  }

  private add(path: string, file: File): void {
    if (this.files.length < kMaxFiles) {
      this.files.push({ path, file });
    } else {
      this.found.refused.push({ path, reason: t('moveIn:tooMany', { count: kMaxFiles }) });
    }
  }
}

function sourceOf({ path, file }: Loose): Source {
  return {
    path,
    modifiedAt: new Date(file.lastModified),
    size: file.size,
    read: () => Promise.resolve(file),
  };
}

async function foundInZip({ path, file }: Loose): Promise<Found> {
  try {
    return pair(await readZip(file));
  } catch (error) {
    const reason = error instanceof ZipError ? error.message : t('moveIn:unreadable');
    return { ...nothingFound, refused: [{ path, reason }] };
  }
}

function together(parts: readonly Found[]): Found {
  return {
    images: parts.flatMap(({ images }) => images),
    refused: parts.flatMap(({ refused }) => refused),
    ignored: parts.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

/** All images in files, folders and archives, with what lies beside them. Reads no image yet. Rejects once aborted. */
export async function findImages(items: readonly Dropped[], signal: AbortSignal): Promise<Found> {
  const walk = new Walk(signal);
  for (const item of items) {
    await walk.visit(item);
  }
  const zips = walk.files.filter(({ path }) => isZip(path) && !isHidden(path));
  const loose = walk.files.filter(({ path }) => !isZip(path));
  const parts = [walk.found, pair(loose.map(sourceOf))];
  for (const zip of zips) {
    signal.throwIfAborted();
    parts.push(await foundInZip(zip));
  }
  return together(parts);
}
