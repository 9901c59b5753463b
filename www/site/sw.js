// Keeps the files of one build, named in `FILES`, and answers with them, those in `LATER` from when they
// were first asked for; where it may keep nothing, the network answers. `BUILD` tells one build from
// another; all are written by the build.

const KEPT = `banmian-${BUILD}`;
const home = new URL("./", location);

// Where there is no room for them all the worker goes, and the next visit tries again.
addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll(FILES.map((name) => new Request(new URL(name, home), { cache: "reload" })));
    await skipWaiting();
  })().catch(() => registration.unregister()));
});

const keep = async (request, answer) => (await caches.open(KEPT)).put(request, answer).catch(() => {});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("banmian-") && name !== KEPT);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(home.href)) return;
  event.respondWith((async () => {
    const kept = await caches.match(event.request, { cacheName: KEPT, ignoreSearch: true }).catch(() => null);
    if (kept) return kept;
    const answer = await fetch(event.request);
    if (answer.ok && LATER.includes(url.slice(home.href.length))) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  })());
});
