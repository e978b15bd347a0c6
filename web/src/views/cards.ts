import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Card } from "../model.js";
import { safeUrl } from "../safe.js";
import type { Say, TextKey } from "../texts.js";
import { out } from "./icons.js";

function cardView(card: Card, say: Say): TemplateResult {
  const href = safeUrl(card.url);
  const kind = say(`card_${card.kind}` as TextKey);
  return html`<li class="card">
    ${kind ? html`<p class="kind">${kind}</p>` : nothing}
    <p class="card-title">${card.title}</p>
    ${card.subtitle ? html`<p class="subtitle">${card.subtitle}</p>` : nothing}
    ${card.why ? html`<p class="why"><strong>${say(`why_${card.kind}` as TextKey)}</strong> ${card.why}</p>` : nothing}
    ${card.details[0]
      ? html`<details><summary>${say("card_details")}</summary>${card.details.map((line) => html`<p>${line}</p>`)}</details>`
      : nothing}
    ${card.sample ? html`<p class="sample">${say("card_sample")}</p>` : nothing}
    ${href
      ? html`<a class="card-link" href=${href} target="_blank" rel="noopener noreferrer"
          aria-label=${say("card_link_label", { title: card.title })}>${say("card_link")}${out}</a>`
      : nothing}
  </li>`;
}

export const cardList = (cards: Card[], say: Say): TemplateResult =>
  html`<ul class="cards" role="list">${cards.map((card) => cardView(card, say))}</ul>`;
