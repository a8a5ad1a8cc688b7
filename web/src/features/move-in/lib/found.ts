/** A file that was found, loose or in an archive. */
export interface Source {
  /** With its folders. */
  path: string;
  modifiedAt: Date;
  /** Bytes. */
  size: number;
  /** Its content; may fail when the time comes. */
  read: () => Promise<Blob>;
}

export interface FoundImage extends Source {
  /** The text or JSON of the same name that lay beside it. */
  sidecar: Source | null;
}

/** What does not come in, and why. */
export interface Refusal {
  path: string;
  reason: string;
}

/** What lies in a folder, an archive or a choice of files. */
export interface Found {
  images: FoundImage[];
  refused: Refusal[];
  /** How many files are no images and belong to none. */
  ignored: number;
}

export const nothingFound: Found = { images: [], refused: [], ignored: 0 };
