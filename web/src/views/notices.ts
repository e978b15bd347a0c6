import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation.js";
import type { Say, TextKey } from "../texts.js";

interface Notice {
  text: TextKey;
  warn?: boolean;
  action?: TextKey;
}

function current(chat: Conversation, textsMissing: boolean, actionFailed: boolean): Notice[] {
  const list: Notice[] = [];
  if (!chat.online || (textsMissing && chat.phase !== "opening")) list.push({ text: "offline", warn: true });
  else if (chat.phase === "opening") list.push({ text: "opening" });
  if (actionFailed) list.push({ text: "action_failed", warn: true });
  if (chat.phase === "refused") list.push({ text: "refused", warn: true, action: "try_again" });
  else if (chat.phase === "gone" || chat.phase === "deleted") list.push({ text: chat.phase, action: "start_new" });
  else if (chat.owner === "closed") list.push({ text: "owner_closed", action: "start_new" });
  else if (chat.owner !== "bot") list.push({ text: `owner_${chat.owner}` });
  return list;
}

/** States of connection and owner; the container stays, so that a screen reader hears a change. */
export function notices(
  chat: Conversation,
  textsMissing: boolean,
  actionFailed: boolean,
  restart: () => void,
  say: Say,
): TemplateResult {
  return html`<div class="notices" role="status">
    ${current(chat, textsMissing, actionFailed).map(
      ({ text, warn, action }) =>
        html`<div class="notice ${warn ? "warn" : ""}">
          <p>${say(text)}</p>
          ${action ? html`<button type="button" class="secondary" @click=${restart}>${say(action)}</button>` : nothing}
        </div>`,
    )}
  </div>`;
}

/** That an answer is on its way: a counsellor's with their sign beside it, for it may take them a while. */
export function typing(chat: Conversation, say: Say): TemplateResult {
  const byHuman = chat.owner === "counsellor";
  return html`<div role="status" class="typing">
    ${chat.pending
      ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
          <span class=${byHuman ? "meta" : "hidden"}>${say(byHuman ? "typing_counsellor" : "typing")}</span>`
      : nothing}
  </div>`;
}

export const newestButton = (go: () => void, say: Say): TemplateResult =>
  html`<button type="button" class="to-newest" @click=${go}>${say("new_messages")}</button>`;
