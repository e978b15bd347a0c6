/**
 * `<suunta-composer data-draft data-typing>` around a form: what is typed is kept on this machine until it is sent, a
 * message is sent once however often the button is pressed, Enter sends. Ready-made answers are put in with their fields.
 */
const PREFIX = "suunta-draft ";
const TYPING_EVERY_MS = 3_000;

/** Drafts of others who used this machine; without somebody signed in, all of them once somebody has signed out. */
export function forgetDrafts(keepOf: string | undefined): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(PREFIX) && (keepOf === undefined || !key.startsWith(`${PREFIX}${keepOf} `))) localStorage.removeItem(key);
}

class Composer extends HTMLElement {
  #typedAt = 0;

  connectedCallback(): void {
    const form = this.querySelector("form");
    const text = this.querySelector("textarea");
    if (!form || !text) return;
    const key = PREFIX + (this.dataset.draft ?? "");
    text.value ||= localStorage.getItem(key) ?? "";
    text.addEventListener("input", () => {
      this.#keep(key, text.value);
      this.#tell(form);
    });
    if (this.dataset.typing)
      text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      });
    form.addEventListener("htmx:beforeRequest", () => form.setAttribute("aria-busy", "true"));
    form.addEventListener("htmx:afterRequest", (event) => {
      form.removeAttribute("aria-busy");
      if (!(event as CustomEvent<{ successful: boolean }>).detail.successful) return;
      text.value = "";
      this.#keep(key, "");
      const id = form.elements.namedItem("client_message_id") as HTMLInputElement | null;
      if (id) id.value = crypto.getRandomValues(new Uint32Array(4)).join("-"); // randomUUID needs https
      document.getElementById("notice")?.replaceChildren();
      text.focus();
    });
    for (const reply of this.querySelectorAll<HTMLElement>(".quick-reply"))
      reply.querySelector("button")?.addEventListener("click", () => this.#insert(reply, text));
  }

  #keep(key: string, value: string): void {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  }

  #tell(form: HTMLFormElement): void {
    const now = Date.now();
    if (!this.dataset.typing || now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    const csrf = (form.elements.namedItem("csrf") as HTMLInputElement | null)?.value ?? "";
    void fetch(this.dataset.typing, { method: "POST", headers: { "X-CSRF-Token": csrf } }).catch(() => undefined);
  }

  #insert(reply: HTMLElement, text: HTMLTextAreaElement): void {
    const fields = [...reply.querySelectorAll<HTMLInputElement>("[data-field]")];
    const empty = fields.find((field) => !field.value.trim());
    if (empty) {
      empty.focus();
      return;
    }
    const values = new Map(fields.map((field) => [field.dataset.field, field.value.trim()]));
    const filled = (reply.dataset.text ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n${filled}` : filled;
    text.dispatchEvent(new Event("input"));
    this.querySelector("details")?.removeAttribute("open");
    text.focus();
  }
}

customElements.define("suunta-composer", Composer);
