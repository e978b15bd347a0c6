import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Message, Sender } from "../model.js";
import { pieces } from "../safe.js";
import type { Say } from "../texts.js";
import { cardList } from "./cards.js";

export const senderName = (from: Sender, say: Say): string => say(`from_${from}`);

const richText = (text: string): unknown[] =>
  pieces(text).map(({ text: piece, href }) =>
    href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${piece}</a>` : piece,
  );

/** The hour, with the day unless it is today: a conversation may go on days later. */
function when(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const day: Intl.DateTimeFormatOptions =
    date.toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "numeric" };
  return date.toLocaleString("fi-FI", { ...day, hour: "numeric", minute: "2-digit" });
}

function message(one: Message, before: Message | undefined, say: Say): TemplateResult {
  const first = before?.from !== one.from;
  return html`<div class="message ${one.from} ${first ? "first" : ""}" data-seq=${one.seq}>
    <p class=${first ? "meta" : "hidden"}>
      <span class="who">${senderName(one.from, say)}</span>
      <time datetime=${one.at || nothing}>${when(one.at)}</time>
    </p>
    ${one.text ? html`<div class="bubble">${richText(one.text)}</div>` : nothing}
    ${one.cards.length ? cardList(one.cards, say) : nothing}
  </div>`;
}

export const messageLog = (messages: Message[], say: Say): TemplateResult =>
  html`<div class="log" role="log" aria-live="polite" aria-label=${say("log_label")}>
    ${messages.map((one, index) => message(one, messages[index - 1], say))}
  </div>`;
