/**
 * `<suunta-live src after>`: keeps one event stream open and puts what it brings into the page.
 *
 * Events are HTML of our own templates: `append` puts items into the element named by `data-log`, each once (its id
 * holds its number); every other event's name is the id of an element whose content it replaces, but not what is being
 * typed there. A torn stream is opened again from the last number seen, so that nothing is lost and nothing comes twice.
 */
interface Htmx {
  swap(target: Element, content: string, how: { swapStyle: string }): void;
  process(element: Element): void;
}

declare global {
  interface Window {
    htmx: Htmx;
  }
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const FIELDS = "input[type=text][id], select[id], textarea[id]"; // what somebody may be filling in meanwhile
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export class Live extends HTMLElement {
  #source: EventSource | undefined;
  #pause = FIRST_PAUSE_MS;
  #after = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#after = Number(this.getAttribute("after") ?? 0);
    this.#open();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #open(): void {
    const address = new URL(this.getAttribute("src") ?? "", location.href);
    address.searchParams.set("after", String(this.#after));
    const source = new EventSource(address);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#pause = FIRST_PAUSE_MS;
      this.#say(true);
    });
    source.addEventListener("error", () => {
      source.close();
      this.#say(false);
      this.#timer = setTimeout(() => this.#open(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    });
    source.addEventListener("append", (event) => this.#append(event as MessageEvent<string>));
    for (const name of (this.getAttribute("events") ?? "").split(" ").filter(Boolean))
      source.addEventListener(name, (event) => this.#replace(name, (event as MessageEvent<string>).data));
    source.addEventListener("gone", () => location.reload());
  }

  #append(event: MessageEvent<string>): void {
    const log = document.getElementById(this.getAttribute("log") ?? "");
    if (!log) return;
    const holder = document.createElement("template");
    holder.innerHTML = event.data;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
    const news = [...holder.content.children].filter((item) => !document.getElementById(item.id));
    log.append(...news);
    for (const item of news) window.htmx.process(item);
    this.#after = Math.max(this.#after, Number(event.lastEventId || 0));
    if (atEnd) log.scrollTop = log.scrollHeight;
    if (news.length) this.dispatchEvent(new CustomEvent("suunta:news", { bubbles: true, detail: { kind: "message", news } }));
  }

  #replace(name: string, html: string): void {
    const target = document.getElementById(name);
    if (!target) return;
    const open = [...target.querySelectorAll("details[open] > summary[id]")].map((summary) => summary.id);
    const focused = target.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const typed = [...target.querySelectorAll<Field>(FIELDS)].map((field) => [field.id, field.value] as const);
    target.innerHTML = html;
    window.htmx.process(target);
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (value && field?.matches(FIELDS)) (field as Field).value = value;
    }
    for (const id of open) document.getElementById(id)?.parentElement?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus();
    this.dispatchEvent(new CustomEvent("suunta:news", { bubbles: true, detail: { kind: name } }));
  }

  #say(connected: boolean): void {
    const notice = document.getElementById("connection");
    if (notice) notice.hidden = connected;
  }
}

customElements.define("suunta-live", Live);
