import type { Catalogue } from '../catalogue';
import { common } from './common';
import { ladder } from './ladder';
import { moreLoras } from './more-loras';
import { settings } from './settings';
import { shares } from './shares';

export const de: Catalogue = { common, ladder, moreLoras, settings, shares };
