/** <suunta-chat>: draws one conversation. mode="page" fills its page, mode="embed" is a button that opens a panel. */

import { html, nothing, type TemplateResult } from "lit/html.js";
import beforeTexts from "../../data/widget/before_texts.json";
import { Api } from "./api.js";
import { Backoff } from "./backoff.js";
import type * as Contact from "./contact/main.js";
import { Conversation } from "./conversation.js";
import { TemplateElement } from "./element.js";
import { asText, save } from "./files.js";
import { lengthOf, MAX_LENGTH, type QuickReply } from "./model.js";
import { Scrolling } from "./scrolling.js";
import styles from "./styles.css?inline";
import { readTexts, type Say, speaker } from "./texts.js";
import * as view from "./views/frame.js";
import { dialog, type DialogName } from "./views/dialog.js";
import { compass } from "./views/icons.js";
import { messageLog } from "./views/message.js";
import { newestButton, notices, typing } from "./views/notices.js";
import { outgoingList, quickReplies } from "./views/replies.js";

const NARROW = "(max-width: 480px)";

interface State {
  draft: string;
  menuOpen: boolean;
  dialogName: DialogName | null;
  dialogFailed: boolean;
  actionFailed: boolean;
}

/**
 * Attributes: api (origin of the gateway; else the one that this script came from), source (outreach code;
 * on a page of its own also ?source= or ?s= of the address), mode (page or embed), language, open.
 */
export class SuuntaChat extends TemplateElement {
  static readonly observedAttributes = ["mode", "open"];

  readonly #state: State = { draft: "", menuOpen: false, dialogName: null, dialogFailed: false, actionFailed: false };
  #say: Say = speaker(beforeTexts);
  #textsMissing = true;
  #conversation: Conversation | null = null;
  #alive = new AbortController();
  readonly #textsBackoff = new Backoff();
  readonly #scrolling = new Scrolling(this);

  constructor() {
    super(styles);
  }

  get open(): boolean {
    return this.hasAttribute("open");
  }

  set open(open: boolean) {
    this.toggleAttribute("open", open);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#alive = new AbortController();
    addEventListener("online", this.#wake);
    void this.#loadTexts();
    this.#conversation?.resume();
  }

  disconnectedCallback(): void {
    this.#alive.abort();
    removeEventListener("online", this.#wake);
    this.#conversation?.pause();
  }

  override beforeDraw(): void {
    if ((this.open || this.#isPage) && !this.#conversation) this.#begin();
    this.#scrolling.before();
  }

  override afterDraw(): void {
    if (!this.#isPage) this.#showPanel();
    const modal = this.find<HTMLDialogElement>("dialog.modal");
    if (modal && !modal.open) modal.showModal();
    if (this.#conversation) this.#scrolling.after(this.#conversation.messages, this.#conversation.outgoing.length);
    this.#fitDraft();
  }

  override view(): TemplateResult {
    if (this.#isPage) {
      const role = this.closest("main") ? nothing : "main";
      return html`<div class="panel page" role=${role} @keydown=${this.#onKey}>${this.#content(1)}</div>`;
    }
    return html`<button type="button" class="launcher" ?hidden=${this.open} aria-haspopup="dialog"
        @click=${() => (this.open = true)}>${compass}<span>${this.#say("launcher")}</span></button>
      <dialog class="panel embed" aria-label=${this.#say("title")} @keydown=${this.#onKey}
        @cancel=${(event: Event) => event.preventDefault()}>${this.open ? this.#content(2) : nothing}</dialog>`;
  }

  get #isPage(): boolean {
    return this.getAttribute("mode") === "page";
  }

  get #api(): Api {
    return new Api((this.getAttribute("api") || new URL(import.meta.url).origin).replace(/\/+$/, ""));
  }

  get #language(): string {
    return this.getAttribute("language") || "fi";
  }

  #set(change: Partial<State>): void {
    Object.assign(this.#state, change);
    void this.update();
  }

  #begin(): void {
    const query = new URLSearchParams(this.#isPage ? location.search : "");
    /* Behind the # is the one-time code of a conversation from a messaging channel; no server's log sees it. */
    const code = this.#isPage ? location.hash.slice(1) : "";
    const source = code || this.getAttribute("source") || query.get("source") || query.get("s");
    this.#conversation = new Conversation(this.#api, source, this.#language, () => void this.update());
    void this.#conversation.open();
  }

  async #loadTexts(): Promise<void> {
    const { signal } = this.#alive;
    while (this.#textsMissing && !signal.aborted) {
      try {
        this.#say = speaker(readTexts(await this.#api.texts(this.#language)));
        this.#textsMissing = false;
        void this.update();
      } catch {
        await this.#textsBackoff.wait(signal);
      }
    }
  }

  readonly #wake = (): void => {
    this.#textsBackoff.wake();
    this.#conversation?.wake();
  };

  /** Brings the browser's dialog to the state of the attribute; over a whole small screen it is modal. */
  #showPanel(): void {
    const panel = this.find<HTMLDialogElement>("dialog.panel");
    if (!panel || panel.open === this.open) return;
    if (!this.open) {
      panel.close();
      this.find(".launcher")?.focus();
      return;
    }
    if (matchMedia(NARROW).matches) panel.showModal();
    else panel.show();
    this.#focusDraft();
  }

  #content(heading: 1 | 2): TemplateResult | typeof nothing {
    const chat = this.#conversation;
    if (!chat) return nothing;
    const say = this.#say;
    const { draft, menuOpen, dialogName, dialogFailed, actionFailed } = this.#state;
    const replies = chat.quickReplies;
    const progress = [...chat.messages].reverse().find((message) => message.progress)?.progress ?? null;
    const close = this.#isPage ? null : () => (this.open = false);
    return html`
      ${view.header(menuOpen, heading, { toggleMenu: () => this.#set({ menuOpen: !menuOpen }), close }, say)}
      ${view.menu(menuOpen, chat.phase === "open", chat.remembered, this.#menuActions, say)}
      ${view.progressBar(progress, say)}
      <div class="scroll" role="region" tabindex="0" aria-label=${say("log_label")} @scroll=${this.#scrolling.onScroll}>
        <div class="column">
          ${messageLog(chat.messages, say)}
          ${outgoingList(chat.outgoing, (id) => chat.retry(id), (id) => this.#edit(id), say)}
          ${typing(chat, say)}
          ${quickReplies(replies, chat, (button, event) => this.#press(replies.seq, button, event), say)}
          ${notices(chat, this.#textsMissing, actionFailed, () => void this.#restart(chat), say)}
        </div>
      </div>
      ${this.#scrolling.unseen ? newestButton(() => this.#scrolling.toNewest(), say) : nothing}
      ${view.composer(
        { draft, length: lengthOf(draft.trim()), max: MAX_LENGTH, writable: chat.writable },
        this.#composerActions,
        say,
      )}
      ${dialogName
        ? dialog(dialogName, dialogFailed, () => void this.#confirm(), () => this.#set({ dialogName: null }), say)
        : nothing}
    `;
  }

  readonly #composerActions: view.ComposerActions = {
    input: (event) => {
      this.#set({ draft: (event.target as HTMLTextAreaElement).value });
      this.#conversation?.typing();
    },
    key: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    },
    submit: (event) => this.#submit(event),
    privacy: () => this.#ask("privacy"),
  };

  readonly #menuActions: view.MenuActions = {
    choose: (item) => {
      this.#set({ menuOpen: false });
      this.find(".menu-button")?.focus();
      if (item === "plain") this.#conversation?.send(this.#say("menu_plain"));
      else if (item === "save_text") this.#saveText();
      else if (item === "export") void this.#exportData();
      else if (item === "contact" || item === "move") void this.#openForm(item);
      else this.#ask(item);
    },
    remember: (wanted) => this.#conversation?.remember(wanted) ?? false,
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#state.dialogName) return;
    if (this.#state.menuOpen) {
      this.#set({ menuOpen: false });
      this.find(".menu-button")?.focus();
    } else if (!this.#isPage) {
      this.open = false;
    } else return;
    event.preventDefault();
  };

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.#state.draft.trim();
    if (!text || lengthOf(text) > MAX_LENGTH || !this.#conversation?.writable) return;
    this.#set({ draft: "" });
    this.#conversation.send(text);
    this.#focusDraft();
  }

  #press(seq: number, button: QuickReply, event: MouseEvent): void {
    (event.currentTarget as HTMLElement).closest<HTMLElement>(".replies")?.focus({ preventScroll: true });
    if (button.form) void this.#openForm(button.form);
    else this.#conversation?.press(seq, button);
  }

  /** A message that the gateway refused goes back to the field, before anything typed since. */
  #edit(id: string): void {
    const text = this.#conversation?.discard(id)?.text ?? "";
    this.#set({ draft: [text, this.#state.draft].filter(Boolean).join("\n") });
    this.#focusDraft();
  }

  #ask(name: DialogName): void {
    this.#set({ dialogName: name, dialogFailed: false });
  }

  async #confirm(): Promise<void> {
    const chat = this.#conversation;
    const name = this.#state.dialogName;
    if (!chat) return;
    try {
      await chat.remove();
    } catch {
      this.#set({ dialogFailed: true });
      return;
    }
    this.#set({ dialogName: null });
    if (name === "restart") await this.#restart(chat);
  }

  async #restart(chat: Conversation): Promise<void> {
    this.#set({ actionFailed: false });
    const opened = chat.restart();
    this.#focusDraft();
    await opened;
  }

  #saveText(): void {
    save(`${this.#say("file_name")}.txt`, "text/plain;charset=utf-8", asText(this.#conversation?.messages ?? [], this.#say));
  }

  /** Opens the form of a purpose, from a file that is fetched only then. */
  async #openForm(purpose: string): Promise<void> {
    const access = this.#conversation?.access;
    const { base } = this.#api;
    try {
      const form = (await import(/* @vite-ignore */ `${base}/static/suunta-contact.js`)) as typeof Contact;
      if (access) await form.open(this.root, base, access, purpose, this.#say);
      this.#set({ actionFailed: false });
    } catch {
      this.#set({ actionFailed: true });
    }
  }

  async #exportData(): Promise<void> {
    try {
      const data = (await this.#conversation?.exportData()) ?? "";
      save(`${this.#say("file_name")}.json`, "application/json", data);
      this.#set({ actionFailed: false });
    } catch {
      this.#set({ actionFailed: true });
    }
  }

  #focusDraft(): void {
    void this.update().then(() => this.find("#draft")?.focus());
  }

  /** Grows the field with its text where the browser has no field-sizing. */
  #fitDraft(): void {
    const field = this.find<HTMLTextAreaElement>("#draft");
    if (!field || CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
}
