// @ts-nocheck A worker's names are not those of a page.
// Keeps the shell and seen thumbnails, so that the page opens without a connection. What is new always wins: documents come
// from the network first, and a new build brings a new worker, which takes the old shell's place whole.
const kBuild = '__BUILD__';
const kShell = `shell-${kBuild}`;
const kThumbnails = 'thumbnails';
const kMostThumbnails = 1500;
const kPatience = 4000;
/** Filled in by scripts/service-worker.mjs: what the first drawing needs. */
const kFirst = ['/index.html'];
/** Likewise: what comes on demand. */
const kFurther = [];
const kOwn = /^\/(?:$|(?:loras|images|people|train|settings|admin)(?:\/|$))/;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kShell).then((cache) => cache.addAll(kFirst)));
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('shell-') && name !== kShell;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'update') {
    void self.skipWaiting();
  } else if (event.data === 'complete') {
    event.waitUntil(complete());
  }
});

/** One after the other: nothing that is shown shall wait for it. What fails comes with the next page, or when it is needed. */
async function complete() {
  const cache = await caches.open(kShell);
  for (const path of kFurther) {
    if (!(await cache.match(path))) {
      await cache.add(path).catch(() => null);
    }
  }
}

/** The newest; what is kept under the path without a connection, or where the network takes too long. */
async function newest(request, path) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(kPatience) });
  } catch (error) {
    return (await caches.match(path, { cacheName: kShell })) ?? Promise.reject(error);
  }
}

/** Names below /assets/ hold a hash of what they name: what is kept is right. */
async function asset(request) {
  const cache = await caches.open(kShell);
  const kept = await cache.match(request);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
  }
  return answer;
}

async function withinBounds(cache) {
  const keys = await cache.keys();
  const surplus = keys.slice(0, Math.max(0, keys.length - kMostThumbnails));
  await Promise.all(surplus.map((key) => cache.delete(key)));
}

/** Links are signed anew; the path alone says which picture it is. */
async function thumbnail(event, url) {
  const cache = await caches.open(kThumbnails);
  const kept = await cache.match(url.pathname);
  if (kept) {
    return kept;
  }
  const answer = await fetch(event.request);
  if (answer.status === 200) {
    const copy = answer.clone();
    event.waitUntil(cache.put(url.pathname, copy).then(() => withinBounds(cache)));
  }
  return answer;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (request.mode === 'navigate') {
    if (kOwn.test(url.pathname)) {
      event.respondWith(newest(request, '/index.html'));
    }
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(request));
  } else if (kFirst.includes(url.pathname)) {
    event.respondWith(newest(request, url.pathname));
  } else if (/^\/objects\/.*\/thumb-\d+\.webp$/.test(url.pathname)) {
    event.respondWith(thumbnail(event, url));
  }
});
