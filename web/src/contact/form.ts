/** The form for one purpose: what is told, how to be reached, the consent. It is sent only with the box ticked. */

import type { Say } from "../texts.js";
import type { ContactKind, Purpose } from "./consents.js";
import { element } from "./dom.js";

const AUTOCOMPLETE: Record<ContactKind, string> = { phone: "tel", email: "email" };
const MOST = 254;

export type Send = (kind: ContactKind, value: string) => Promise<void>;

export function contactForm(purpose: Purpose, send: Send, cancel: () => void, say: Say): HTMLFormElement {
  let kind: ContactKind = purpose.contact[0] ?? "phone";
  const label = element("label", { htmlFor: "contact-value" });
  const value = element("input", { id: "contact-value", required: true, maxLength: MOST });
  value.setAttribute("aria-describedby", "contact-error");
  const agree = element("input", { type: "checkbox", id: "contact-agree", required: true });
  const error = element("p", { id: "contact-error", className: "dialog-error" });
  error.setAttribute("role", "alert");

  const choose = (chosen: ContactKind): void => {
    kind = chosen;
    label.textContent = say(`contact_${kind}`);
    value.type = kind === "email" ? "email" : "tel";
    value.setAttribute("autocomplete", AUTOCOMPLETE[kind]);
  };
  choose(kind);

  const complain = (text: string, field: HTMLInputElement): void => {
    error.textContent = text;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  const submit = async (): Promise<void> => {
    for (const field of [value, agree]) field.removeAttribute("aria-invalid");
    error.textContent = "";
    if (!value.value.trim()) return complain(say("contact_missing"), value);
    if (!agree.checked) return complain(say("contact_not_agreed"), agree);
    button.setAttribute("aria-disabled", "true");
    try {
      await send(kind, value.value);
    } catch (refused) {
      complain((refused as Error).message || say("action_failed"), value);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  };
  const button = element("button", { className: "primary", type: "submit" }, say("contact_save"));

  const form = element(
    "form",
    {
      noValidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault();
        if (!button.hasAttribute("aria-disabled")) void submit();
      },
    },
    element("ul", { className: "tells" }, ...purpose.tells.map((text) => element("li", {}, text))),
    ...(purpose.contact.length > 1 ? [kinds(purpose.contact, kind, choose, say)] : []),
    element("p", { className: "entry" }, label, value),
    element("label", { className: "agree" }, agree, element("span", {}, purpose.text)),
    error,
    element(
      "div",
      { className: "dialog-buttons" },
      element("button", { type: "button", className: "secondary", onclick: cancel }, say("cancel")),
      button,
    ),
  );
  return form;
}

function kinds(all: ContactKind[], first: ContactKind, choose: (kind: ContactKind) => void, say: Say): HTMLElement {
  const choices = all.map((kind) =>
    element(
      "label",
      { className: "agree" },
      element("input", { type: "radio", name: "contact-kind", checked: kind === first, onchange: () => choose(kind) }),
      element("span", {}, say(`contact_${kind}`)),
    ),
  );
  return element("fieldset", {}, element("legend", {}, say("contact_kind")), ...choices);
}
