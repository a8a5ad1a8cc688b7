import type { FirstTexts } from '../catalogue';
import { changes } from './changes';
import { common } from './common';
import { errors } from './errors';
import { gallery } from './gallery';
import { generate } from './generate';
import { loras } from './loras';
import { people } from './people';
import { shell } from './shell';
import { ui } from './ui';

export const de: FirstTexts = {
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
