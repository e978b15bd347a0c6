import { html, type TemplateResult } from "lit/html.js";
import type { Say } from "../texts.js";

export type DialogName = "privacy" | "delete" | "restart";

/** A modal dialog; the browser keeps the focus in it and gives it back to where it was. */
export function dialog(
  name: DialogName,
  failed: boolean,
  confirm: () => void,
  closed: () => void,
  say: Say,
): TemplateResult {
  const close = (event: Event): void => (event.target as HTMLElement).closest("dialog")?.close();
  return html`<dialog class="modal" aria-labelledby="dialog-title" @close=${closed}>
    <h2 id="dialog-title">${say(`${name}_title`)}</h2>
    <p class="dialog-text">${say(`${name}_text`)}</p>
    <p class="dialog-error" role="alert">${failed ? say("action_failed") : ""}</p>
    <div class="dialog-buttons">
      ${name === "privacy"
        ? html`<button type="button" class="primary" @click=${close}>${say("understood")}</button>`
        : html`<button type="button" class="secondary" @click=${close}>${say("cancel")}</button>
            <button type="button" class=${name === "delete" ? "danger" : "primary"} @click=${confirm}>
              ${say(`${name}_confirm`)}
            </button>`}
    </div>
  </dialog>`;
}
