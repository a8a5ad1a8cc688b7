import type { Catalogue } from '../catalogue';
import { common } from './common';
import { settings } from './settings';

export const de: Catalogue = { common, settings };
