import { changes } from './changes';
import { common } from './common';
import { errors } from './errors';
import { gallery } from './gallery';
import { generate } from './generate';
import { loras } from './loras';
import { people } from './people';
import { shell } from './shell';
import { ui } from './ui';

/** The texts of the shell and of a LoRA’s page, which come with the first look. The other languages follow their keys. */
export const en = {
  changes,
  common,
  errors,
  gallery,
  generate,
  loras,
  people,
  shell,
  ui,
};
