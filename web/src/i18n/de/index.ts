import type { Catalogue } from '../catalogue';
import { common } from './common';
import { generate } from './generate';
import { loras } from './loras';
import { settings } from './settings';
import { shell } from './shell';
import { ui } from './ui';

export const de: Catalogue = { common, generate, loras, settings, shell, ui };
