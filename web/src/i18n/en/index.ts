import { admin } from './admin';
import { common } from './common';
import { request } from './request';
import { sessions } from './sessions';
import { settings } from './settings';

/** Every text of the page in English, a file for each feature. The other languages follow its keys. */
export const en = { admin, common, request, sessions, settings };
