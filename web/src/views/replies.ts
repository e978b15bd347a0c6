import { html, nothing, type TemplateResult } from "lit/html.js";
import type { QuickReply } from "../model.js";
import type { Outgoing } from "../outbox.js";
import type { Say } from "../texts.js";

/**
 * Ready answers. The group itself stays in the page and can take the focus: after a press by keyboard the next
 * Tab leads to the first of the new answers. Used ones are aria-disabled, so that the focus is not lost.
 */
export function quickReplies(
  replies: { seq: number; buttons: QuickReply[] },
  chat: { usedButtons: number; writable: boolean },
  press: (button: QuickReply, event: MouseEvent) => void,
  say: Say,
): TemplateResult {
  const used = !chat.writable || chat.usedButtons === replies.seq;
  return html`<div class="replies" role="group" tabindex="-1" aria-label=${say("replies_label")}>
    ${replies.buttons.map(
      (button) =>
        html`<button type="button" class="reply" aria-disabled=${used ? "true" : "false"} data-button=${button.id}
          @click=${(event: MouseEvent) => !used && press(button, event)}>${button.title}</button>`,
    )}
  </div>`;
}

/** What has not reached the gateway yet, outside the live region: it is read out when it is stored. */
export function outgoingList(
  items: Outgoing[],
  retry: (id: string) => void,
  edit: (id: string) => void,
  say: Say,
): TemplateResult[] {
  return items.map(
    (item) => html`<div class="message learner outgoing">
      <div class="bubble">${item.text}</div>
      <p class="meta">
        ${item.state === "failed"
          ? html`<span class="failed">${say("not_sent")}</span>
              <button type="button" class="link" @click=${() => retry(item.id)}>${say("try_again")}</button>
              ${item.button === null
                ? html`<button type="button" class="link" @click=${() => edit(item.id)}>${say("edit")}</button>`
                : nothing}`
          : say(item.state === "waiting" ? "not_sent_yet" : "sending")}
      </p>
    </div>`,
  );
}
