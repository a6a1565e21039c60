/*
 * Keeps the app itself in the browser, so that it opens without a network. The plan's content is
 * kept by IndexedDB, not here: answers of the API and the sockets pass by untouched.
 *
 * The build puts the list of files and its version in place of the two names in capitals.
 */
const VERSION = "__VERSION__";
const FILES = __FILES__;
const PREFIX = "planhall-app-";
const CURRENT = PREFIX + VERSION;
const PAGE = "/";
/** The API, published plans and calendars: no pages of the app. */
const SERVED_AS_THEY_ARE = /^\/(api|p|calendar)\//;
const SLOW_AFTER_MS = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CURRENT)
      .then((cache) => cache.addAll([PAGE, ...FILES]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (SERVED_AS_THEY_ARE.test(url.pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(newestPage(request));
  } else if (FILES.includes(url.pathname) || url.pathname.startsWith("/assets/")) {
    event.respondWith(keptFile(request));
  }
});

/** The page from the network while that answers in good time, else the one that is kept. */
async function newestPage(request) {
  const late = new Promise((_, reject) => setTimeout(reject, SLOW_AFTER_MS));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.ok) return answer;
    throw new Error(`the server answered ${answer.status}`);
  } catch {
    const current = await caches.open(CURRENT);
    return (await current.match(PAGE)) ?? fetch(request);
  }
}

async function keptFile(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** One version back stays: a tab that is still open may yet load a part of it. */
async function dropOldVersions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const old = names.filter((name) => name !== CURRENT);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}
