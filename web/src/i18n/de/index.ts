import type { Catalogue } from '../catalogue';
import { admin } from './admin';
import { apiKeys } from './api-keys';
import { changes } from './changes';
import { common } from './common';
import { errors } from './errors';
import { ladder } from './ladder';
import { moreLoras } from './more-loras';
import { request } from './request';
import { sessions } from './sessions';
import { signIn } from './sign-in';
import { gallery } from './gallery';
import { generate } from './generate';
import { keys } from './keys';
import { loras } from './loras';
import { people } from './people';
import { settings } from './settings';
import { shares } from './shares';
import { viewer } from './viewer';
import { shell } from './shell';
import { training } from './training';
import { ui } from './ui';

export const de: Catalogue = {
  admin,
  apiKeys,
  changes,
  common,
  errors,
  gallery,
  request,
  sessions,
  signIn,
  ladder,
  moreLoras,
  generate,
  keys,
  loras,
  people,
  settings,
  shares,
  viewer,
  shell,
  training,
  ui,
};
