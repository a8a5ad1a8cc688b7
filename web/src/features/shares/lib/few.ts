const kFew = 4;

/** Few pictures stand large in the middle of the page. */
export function areFew(count: number): boolean {
  return count <= kFew;
}
