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

/** What happened is shown, and the pages that are open ask for what is new. */
self.addEventListener("push", (event) => {
  const { title, body, link, tag } = readNews(event.data);
  const shown = self.registration.showNotification(title, {
    body,
    tag,
    icon: "/favicon.svg",
    data: { link },
  });
  const told = pages().then((open) => {
    for (const page of open) page.postMessage({ type: "planhall-news" });
  });
  event.waitUntil(Promise.all([shown, told]));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.link ?? "/inbox"));
});

/** A push that cannot be read has to show something all the same. */
function readNews(data) {
  let news = {};
  try {
    news = data?.json() ?? {};
  } catch {
    // Nothing to be told of it.
  }
  const text = (value) => (typeof value === "string" && value !== "" ? value : undefined);
  const url = text(news.link) && new URL(news.link, self.location.origin);
  const own = url && url.origin === self.location.origin;
  return {
    title: text(news.title) ?? "Something new in your inbox",
    body: text(news.body) ?? "",
    tag: text(news.id),
    link: own ? url.pathname + url.search + url.hash : "/inbox",
  };
}

function pages() {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** In the page that one looked at last, without loading it anew; else in a new one. */
async function open(link) {
  const [page] = await pages();
  if (!page) return self.clients.openWindow(link);
  page.postMessage({ type: "planhall-open", link });
  // A browser may refuse the focus; the place is open there all the same.
  return page.focus().catch(() => undefined);
}

/** One version back stays: a tab that is still open may yet load a part of it. */
async function dropOldVersions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const old = names.filter((name) => name !== CURRENT);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}
