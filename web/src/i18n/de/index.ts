import type { Catalogue } from '../catalogue';
import { common } from './common';
import { settings } from './settings';
import { shares } from './shares';

export const de: Catalogue = { common, settings, shares };
