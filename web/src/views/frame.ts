import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Progress } from "../model.js";
import type { Say } from "../texts.js";
import { compass, cross, dots, plane } from "./icons.js";

export interface HeaderActions {
  toggleMenu: () => void;
  close: (() => void) | null;
}

export function header(menuOpen: boolean, heading: 1 | 2, actions: HeaderActions, say: Say): TemplateResult {
  return html`<header>
    <div class="bar">
      ${compass}
      <div class="titles">
        ${heading === 1 ? html`<h1>${say("title")}</h1>` : html`<h2>${say("title")}</h2>`}
        <p>${say("subtitle")}</p>
      </div>
      <button type="button" class="icon menu-button" aria-expanded=${menuOpen} aria-controls="menu"
        @click=${actions.toggleMenu}>${dots}<span>${say("menu")}</span></button>
      ${actions.close
        ? html`<button type="button" class="icon close" aria-label=${say("close")} @click=${actions.close}>${cross}</button>`
        : nothing}
    </div>
  </header>`;
}

export function progressBar(progress: Progress | null, say: Say): TemplateResult | typeof nothing {
  if (!progress || progress.done >= progress.of) return nothing;
  const { done, of } = progress;
  return html`<div class="progress">
    <span id="progress-label">${say("progress_label")}</span>
    <progress aria-labelledby="progress-label" aria-valuetext=${say("progress_value", { done, of })} max=${of} .value=${done}></progress>
    <strong aria-hidden="true">${done}/${of}</strong>
  </div>`;
}

export interface MenuActions {
  choose: (item: MenuItem) => void;
  /** Says whether it is remembered now: a browser may refuse. */
  remember: (wanted: boolean) => boolean;
}

export const MENU_ITEMS = ["plain", "privacy", "contact", "move", "save_text", "export", "restart", "delete"] as const;
export type MenuItem = (typeof MENU_ITEMS)[number];

export function menu(open: boolean, active: boolean, remembered: boolean, actions: MenuActions, say: Say): TemplateResult {
  return html`<div class="menu" id="menu" ?hidden=${!open}>
    <ul role="list">
      ${MENU_ITEMS.map(
        (item) =>
          html`<li><button type="button" class="menu-item ${item}" ?disabled=${!active && item !== "privacy"}
            @click=${() => actions.choose(item)}>${say(`menu_${item}`)}</button></li>`,
      )}
    </ul>
    <label class="remember">
      <input type="checkbox" aria-describedby="remember-hint" .checked=${remembered} ?disabled=${!active}
        @change=${({ target }: Event) => {
          const box = target as HTMLInputElement;
          box.checked = actions.remember(box.checked);
        }} />
      <span>${say("menu_remember")}</span>
    </label>
    <p class="hint" id="remember-hint">${say("menu_remember_hint")}</p>
  </div>`;
}

export interface ComposerState {
  draft: string;
  length: number;
  max: number;
  writable: boolean;
}

export interface ComposerActions {
  input: (event: Event) => void;
  key: (event: KeyboardEvent) => void;
  submit: (event: Event) => void;
  privacy: () => void;
}

export function composer(state: ComposerState, actions: ComposerActions, say: Say): TemplateResult {
  const { length, max } = state;
  const long = length > max;
  return html`<form class="composer" @submit=${actions.submit}>
    <div class="field ${long ? "invalid" : ""}">
      <label class="hidden" for="draft">${say("composer_label")}</label>
      <textarea id="draft" rows="1" .value=${state.draft} placeholder=${say("composer_placeholder")}
        aria-describedby="hint count" aria-invalid=${long} ?disabled=${!state.writable}
        @input=${actions.input} @keydown=${actions.key}></textarea>
      <button type="submit" class="send" aria-label=${say("send")} aria-disabled=${!length || long || !state.writable}>
        ${plane}
      </button>
    </div>
    <div class="below">
      <span id="hint">${say("composer_hint")}
        <button type="button" class="link" @click=${actions.privacy}>${say("menu_privacy")}</button></span>
      <span id="count" class=${long ? "failed" : ""}>
        ${length ? say(long ? "composer_too_long" : "composer_count", { length, max }) : ""}
      </span>
    </div>
  </form>`;
}
