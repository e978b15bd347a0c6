/**
 * What field mode keeps on the tablet: records sealed for the server, and a draft. Neither can be read there: a record is
 * sealed with the server's public key (bot/console/field/sealed.py opens it), the draft with a key of this tab alone.
 */
export interface Kept {
  id: string;
  sealed: string;
  refused?: boolean;
}
export interface Session {
  name: string;
  place: string;
  key: string;
  campaigns?: { code: string; name: string }[];
}

const NAME = "suunta-field";
const INFO = new TextEncoder().encode("suunta field 1");
const DRAFT_KEY = "suunta-field-draft";

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("records", { keyPath: "id" });
      request.result.createObjectStore("other");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close(); // another tab clears the device: this one leaves the page
        location.replace("/console");
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** One act in a transaction of its own; done when it is on the disk. */
async function act<T>(store: string, mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const within = (await database()).transaction(store, mode, { durability: "strict" });
  const request = what(within.objectStore(store));
  return new Promise((resolve, reject) => {
    within.oncomplete = () => resolve(request.result);
    within.onabort = within.onerror = () => reject(within.error);
  });
}

export const records = (): Promise<Kept[]> => act("records", "readonly", (store) => store.getAll());
export const keep = (record: Kept): Promise<unknown> => act("records", "readwrite", (store) => store.put(record));
export const drop = (id: string): Promise<unknown> => act("records", "readwrite", (store) => store.delete(id));
export const session = (): Promise<Session | undefined> => act("other", "readonly", (store) => store.get("session"));
export const keepSession = (one: Session): Promise<unknown> => act("other", "readwrite", (store) => store.put(one, "session"));
/** Where one is: the campaign whose code goes along with each record. */
export const campaign = (): Promise<string | undefined> => act("other", "readonly", (store) => store.get("campaign"));
export const keepCampaign = (code: string): Promise<unknown> =>
  act("other", "readwrite", (store) => store.put(code, "campaign"));

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Seal for the server: ECDH (P-256) with a pair of this record alone, HKDF-SHA256, AES-256-GCM. */
export async function seal(key: string, content: unknown): Promise<string> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", fromBase64(key), curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: point, info: INFO };
  const secret = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  return toBase64(new Uint8Array([...point, ...(await encrypted(secret, content))]));
}

async function encrypted(secret: CryptoKey, content: unknown): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return new Uint8Array([...iv, ...new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, secret, bytes))]);
}

/** The draft's key is in the tab (sessionStorage): it is gone when the tab is closed. */
async function draftKey(): Promise<CryptoKey> {
  let kept = sessionStorage.getItem(DRAFT_KEY);
  if (!kept) {
    kept = toBase64(crypto.getRandomValues(new Uint8Array(32)));
    sessionStorage.setItem(DRAFT_KEY, kept);
  }
  return crypto.subtle.importKey("raw", fromBase64(kept), "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function keepDraft(draft: Record<string, string>): Promise<void> {
  const sealed = await encrypted(await draftKey(), draft);
  await act("other", "readwrite", (store) => store.put(sealed, "draft"));
}

export async function draft(): Promise<Record<string, string>> {
  const sealed: Uint8Array<ArrayBuffer> | undefined = await act("other", "readonly", (store) => store.get("draft"));
  if (!sealed) return {};
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, 12) }, await draftKey(), sealed.slice(12));
    return JSON.parse(new TextDecoder().decode(plain)) as Record<string, string>;
  } catch {
    return {}; // of a tab that was closed: nobody can read it any more
  }
}

/** Leave nothing on the device: records, draft, keys, the kept page, the worker. */
export async function clear(): Promise<void> {
  (await database()).close();
  opened = undefined;
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
  sessionStorage.clear();
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  for (const name of await caches.keys()) if (name.startsWith("suunta-field")) await caches.delete(name);
}
