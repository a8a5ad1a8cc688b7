import type { ImageDetail } from '@/api/router';
import { fileName } from '@/lib/image-text';

/** Where the browser gets a picture to keep, with its recipe inside or without; somebody else's as it is shown. */
export function fileUrl(image: ImageDetail, withRecipe = true): string {
  const recipe = withRecipe ? 'yes' : 'no';
  return image.isMine ? `/api/image/${image.id}/file?recipe=${recipe}` : image.signedUrl;
}

/** Saves a picture. */
export function download(image: ImageDetail, withRecipe?: boolean): void {
  const link = document.createElement('a');
  link.href = fileUrl(image, withRecipe);
  link.download = fileName(image);
  document.body.append(link);
  link.click();
  link.remove();
}
