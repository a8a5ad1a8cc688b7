import type { Catalogue } from '../catalogue';
import { admin } from './admin';
import { common } from './common';
import { ladder } from './ladder';
import { moreLoras } from './more-loras';
import { request } from './request';
import { sessions } from './sessions';
import { settings } from './settings';
import { shares } from './shares';

export const de: Catalogue = { admin, common, request, sessions, ladder, moreLoras, settings, shares };
