import type { Catalogue } from '../catalogue';
import { admin } from './admin';
import { changes } from './changes';
import { common } from './common';
import { ladder } from './ladder';
import { moreLoras } from './more-loras';
import { request } from './request';
import { sessions } from './sessions';
import { gallery } from './gallery';
import { settings } from './settings';
import { shares } from './shares';
import { viewer } from './viewer';

export const de: Catalogue = { admin, changes, changes, common, gallery, request, sessions, ladder, moreLoras, settings, shares, viewer };
