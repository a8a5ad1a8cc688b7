import type { FurtherTexts } from '../catalogue';
import { admin } from './admin';
import { apiKeys } from './api-keys';
import { keys } from './keys';
import { ladder } from './ladder';
import { moreLoras } from './more-loras';
import { moveIn } from './move-in';
import { request } from './request';
import { sessions } from './sessions';
import { settings } from './settings';
import { shares } from './shares';
import { signIn } from './sign-in';
import { training } from './training';
import { viewer } from './viewer';

export const further: FurtherTexts = {
  admin,
  apiKeys,
  keys,
  ladder,
  moreLoras,
  moveIn,
  request,
  sessions,
  settings,
  shares,
  signIn,
  training,
  viewer,
};
