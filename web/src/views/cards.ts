import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Card } from "../model.js";
import { safeUrl } from "../safe.js";
import type { Say, TextKey } from "../texts.js";
import { out } from "./icons.js";

const DETAILS = ["provider", "places", "modes", "duration", "starts", "price"] as const;
const KINDS = ["course", "occupation", "fact", "plan"];

const detailText = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).filter((one) => ["string", "number"].includes(typeof one)).join(", ");

function details(card: Card, say: Say): TemplateResult | typeof nothing {
  const rows = DETAILS.map((name) => [name, detailText(card.details[name])] as const).filter(([, value]) => value);
  if (!rows.length) return nothing;
  return html`<dl>
    ${rows.map(([name, value]) => html`<div><dt>${say(`detail_${name}`)}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function cardView(card: Card, say: Say): TemplateResult {
  const href = safeUrl(card.url);
  return html`<li class="card">
    ${KINDS.includes(card.kind) ? html`<p class="kind">${say(`card_${card.kind}` as TextKey)}</p>` : nothing}
    <p class="card-title">${card.title}</p>
    ${card.subtitle ? html`<p class="subtitle">${card.subtitle}</p>` : nothing}
    ${details(card, say)}
    ${card.why ? html`<p class="why"><strong>${say("card_why")}</strong> ${card.why}</p>` : nothing}
    ${card.sample ? html`<p class="sample">${say("card_sample")}</p>` : nothing}
    ${href
      ? html`<a class="card-link" href=${href} target="_blank" rel="noopener noreferrer"
          >${say("card_link")}<span class="hidden">${say("card_link_label", { title: card.title })}</span>${out}</a
        >`
      : nothing}
  </li>`;
}

export const cardList = (cards: Card[], say: Say): TemplateResult =>
  html`<ul class="cards" role="list">${cards.map((card) => cardView(card, say))}</ul>`;
