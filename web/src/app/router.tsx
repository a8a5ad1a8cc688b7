import { withAllTexts } from '@/lib/lazy-part';
import { readStored } from '@/lib/storage';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { Root } from './root';
import { NotFound } from './routes/not-found';
import { RouteFailure } from './routes/route-failure';
import {
  validateImagesSearch,
  validateLorasSearch,
  validateShareSearch,
  validateShellSearch,
} from './search';

const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: RouteFailure,
  validateSearch: validateShellSearch,
});

const places = ['/loras', '/images', '/people', '/settings'] as const;

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    const last = readStored('lastPlace');
    throw redirect({ to: places.find((place) => place === last) ?? '/loras', replace: true });
  },
});

const lorasRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/loras',
  validateSearch: validateLorasSearch,
  component: lazyRouteComponent(() => import('./routes/loras-route'), 'LorasRoute'),
});

const loraRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/loras/$loraId',
  component: lazyRouteComponent(() => import('./routes/lora-route'), 'LoraRoute'),
});

const imagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/images',
  validateSearch: validateImagesSearch,
  component: lazyRouteComponent(() => import('./routes/images-route'), 'ImagesRoute'),
});

/** Opens the viewer, which the shell shows over any page, above one's own pictures. */
const imageRoute = createRoute({ getParentRoute: () => imagesRoute, path: '$imageId' });

const trainRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/train',
  component: lazyRouteComponent(() => withAllTexts(import('./routes/train-route')), 'TrainRoute'),
});

const trainingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/train/$trainingId',
  component: lazyRouteComponent(
    () => withAllTexts(import('./routes/training-route')),
    'TrainingRoute',
  ),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./routes/people-route'), 'PeopleRoute'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(
    () => withAllTexts(import('./routes/settings-route')),
    'SettingsRoute',
  ),
});

const shareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/s/$token',
  validateSearch: validateShareSearch,
  component: lazyRouteComponent(() => withAllTexts(import('./routes/share-route')), 'ShareRoute'),
});

const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  component: lazyRouteComponent(() => withAllTexts(import('./routes/admin-route')), 'AdminRoute'),
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  lorasRoute,
  loraRoute,
  imagesRoute.addChildren([imageRoute]),
  trainRoute,
  trainingRoute,
  peopleRoute,
  settingsRoute,
  shareRoute,
  adminRoute,
]);

export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history ? { history } : {}),
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultErrorComponent: RouteFailure,
  });
}

export type AppRouterInstance = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouterInstance;
  }
}
