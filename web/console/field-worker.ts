/**
 * The service worker of field mode: keeps the page and what it loads, for when the net is away. It has its own part of
 * the console (/console/field) and nothing else; of people it keeps nothing. The net comes first, so that a new release
 * is there at once.
 */
interface WorkerEvent extends Event {
  request: Request;
  waitUntil(done: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}
interface Worker_ {
  location: Location;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: string, handle: (event: WorkerEvent) => void): void;
}

const worker = self as unknown as Worker_;
const CACHE = "suunta-field-1";
const PATIENCE_MS = 5_000;
const PAGE = "/console/field";
const STATIC = ["tokens.css", "console.css", "field.js", "source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2"];
const SHELL = new Set([PAGE, `${PAGE}/manifest.webmanifest`, "/static/icon.svg", ...STATIC.map((name) => `/console/static/${name}`)]);

/** Only what is really there is kept: never the sign-in page in the place of ours. */
const isOurs = (answer: Response): boolean => answer.ok && !answer.redirected;

async function fetchAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    [...SHELL].map(async (path) => {
      const answer = await fetch(path, { cache: "reload" });
      if (!isOurs(answer)) throw new Error(path);
      await cache.put(path, answer);
    }),
  );
}

async function dropOld(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("suunta-field") && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

async function answered(request: Request, path: string): Promise<Response> {
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (isOurs(fresh) && (await caches.has(CACHE))) await (await caches.open(CACHE)).put(path, fresh.clone());
    return fresh;
  } catch {
    return (await caches.match(path)) ?? Response.error();
  }
}

worker.addEventListener("install", (event) => event.waitUntil(fetchAll().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(dropOld()));
worker.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== worker.location.origin || !SHELL.has(address.pathname)) return;
  event.respondWith(answered(event.request, address.pathname));
});
