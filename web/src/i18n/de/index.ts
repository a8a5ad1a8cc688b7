import type { Catalogue } from '../catalogue';
import { admin } from './admin';
import { common } from './common';
import { request } from './request';
import { sessions } from './sessions';
import { settings } from './settings';

export const de: Catalogue = { admin, common, request, sessions, settings };
