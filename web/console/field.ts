/**
 * The page of field mode. A record is sealed and put on the device first and sent then; the server knows it by its id, so
 * that it is kept once however often it is sent.
 */
import * as store from "./field-store";

const PAGE = "/console/field";
const AGAIN_MS = 20_000;

const get = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = get<HTMLFormElement>("intake");
const words = get("words").dataset;
const say = (id: string, text = "", values: Record<string, number | string> = {}): void => {
  get(id).textContent = text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
};

let csrf = "";
let over = false;

/** Who is signed in, from the server where it can be reached; undefined where it cannot, null where nobody is. */
async function meet(): Promise<store.Session | null | undefined> {
  try {
    const answer = await fetch(`${PAGE}/session`, { redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return null;
    if (!answer.ok) return undefined;
    const { csrf: token, ...found } = (await answer.json()) as store.Session & { csrf: string };
    csrf = token;
    await store.keepSession(found);
    return found;
  } catch {
    return undefined;
  }
}

async function show(state?: store.Session | null): Promise<store.Kept[]> {
  const waiting = await store.records();
  const known = state ?? (await store.session());
  say("who", known ? `${known.name}, ${known.place}` : "");
  say("waiting", waiting.length ? words.waiting : words.none, { count: waiting.length });
  get("sign-in").hidden = state !== null;
  offer(known?.campaigns ?? [], (await store.campaign()) ?? "");
  say("refused", waiting.some((one) => one.refused) ? words.refused : "");
  return waiting;
}

/** The campaigns to choose from; what was chosen stays chosen while it is among them. */
function offer(campaigns: { code: string; name: string }[], chosen: string): void {
  const place = get<HTMLSelectElement>("campaign");
  get("where").hidden = !campaigns.length;
  place.replaceChildren(place.options[0] ?? "", ...campaigns.map(({ code, name }) => new Option(name, code)));
  place.value = campaigns.some(({ code }) => code === chosen) ? chosen : "";
}

/** Send what waits, one tab at a time; stops at the first that the net does not take. */
const send = (): Promise<unknown> =>
  navigator.locks.request("suunta-field-send", async () => {
    if (over) return;
    const state = await meet();
    get("net").textContent = (state === undefined ? words.away : words.there) ?? "";
    for (const one of state ? await store.records() : []) {
      try {
        const headers = { "Content-Type": "text/plain", "X-CSRF-Token": csrf };
        const answer = await fetch(`${PAGE}/records`, { method: "POST", headers, body: one.sealed, redirect: "manual" });
        if (answer.ok) await store.drop(one.id);
        else if ([409, 413, 422].includes(answer.status)) await store.keep({ ...one, refused: true });
        else break;
      } catch {
        break;
      }
    }
    await show(state);
  });

/** What stands in the form; own words win over a quick answer. */
function entered(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim()) found[name] = value;
  return found;
}

function answers(): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(entered())) {
    const [kind, id, own] = name.split(".");
    if (kind === "q" && id && (own || !given[id])) given[id] = value;
  }
  return given;
}

async function save(): Promise<void> {
  const known = await store.session();
  if (!known) return say("told", words.first);
  const id = crypto.randomUUID();
  const campaign = get<HTMLSelectElement>("campaign").value;
  await store.keep({ id, sealed: await store.seal(known.key, { id, heard: true, campaign, answers: answers() }) });
  form.reset();
  await store.keepDraft({});
  say("told", words.saved);
  get("top").focus();
  await show();
  void send();
}

function restore(draft: Record<string, string>): void {
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList || field instanceof HTMLTextAreaElement) field.value = value;
    else if (field instanceof HTMLInputElement) field.checked = field.value === value;
  }
}

/** End: what is unsent is sent or given up knowingly, then nothing stays here, then the session ends on the server. */
async function end(givenUp: boolean): Promise<void> {
  await send();
  const waiting = await show();
  get("unsent").hidden = givenUp || !waiting.length;
  if (waiting.length && !givenUp) {
    say("unsent-text", words.unsent, { count: waiting.length });
    return get("unsent").focus();
  }
  await navigator.locks.request("suunta-field-send", async () => {
    over = true;
    await store.clear();
  });
  form.reset();
  form.hidden = true;
  get("where").hidden = true;
  for (const id of ["who", "waiting", "refused"]) say(id);
  get<HTMLInputElement>("end-csrf").value = csrf;
  if (csrf && navigator.onLine) get<HTMLFormElement>("end").submit();
  else say("told", words.cleared);
}

async function begin(): Promise<void> {
  if (!isSecureContext || !("serviceWorker" in navigator) || !("locks" in navigator)) return say("told", words.insecure);
  form.hidden = false;
  restore(await store.draft());
  form.addEventListener("input", () => void store.keepDraft(entered()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  get<HTMLFormElement>("end").addEventListener("submit", (event) => {
    event.preventDefault();
    void end(false);
  });
  const place = get<HTMLSelectElement>("campaign");
  place.addEventListener("change", () => void store.keepCampaign(place.value));
  get("give-up").addEventListener("click", () => void end(true));
  get("try-again").addEventListener("click", () => void end(false));
  addEventListener("online", () => void send());
  addEventListener("offline", () => void send());
  setInterval(() => void send(), AGAIN_MS);
  await send();
  await navigator.serviceWorker.register(`${PAGE}/worker.js`, { scope: PAGE });
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.field = "ready";
}

void begin();
