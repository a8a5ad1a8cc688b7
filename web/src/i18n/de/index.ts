import type { Catalogue } from '../catalogue';
import { common } from './common';
import { loras } from './loras';
import { settings } from './settings';
import { shell } from './shell';
import { ui } from './ui';

export const de: Catalogue = { common, loras, settings, shell, ui };
