import type { Catalogue } from '../catalogue';
import { changes } from './changes';
import { common } from './common';
import { settings } from './settings';
import { viewer } from './viewer';

export const de: Catalogue = { changes, common, settings, viewer };
