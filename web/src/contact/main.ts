/**
 * The contact form, the consents, and carrying the conversation elsewhere, in a file of their own that is fetched
 * when one of them is first opened, so that the widget stays small. What is typed here goes to the gateway's contact
 * API, never into the conversation.
 */

import type { Access } from "../api.js";
import type { Say } from "../texts.js";
import { Consents, type Kept, type Purpose } from "./consents.js";
import { element } from "./dom.js";
import { contactForm } from "./form.js";
import { givenList } from "./given.js";
import { codeFor, movingParts } from "./moving.js";
import styles from "./styles.css?inline";

const MOVE = "move";

/** Opens the form of a purpose, or "move", as a modal dialog of the widget; resolves when it is closed. */
export async function open(root: ShadowRoot, base: string, access: Access, what: string, say: Say): Promise<void> {
  const dialog = element("dialog", { className: "modal contact" });
  dialog.setAttribute("aria-labelledby", "contact-title");
  if (what === MOVE) dialog.append(...movingParts(await codeFor(base, access), () => dialog.close(), say));
  else await fillForm(dialog, new Consents(base, access), what, say);
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve();
    };
    dress(root);
    root.append(dialog);
    dialog.showModal();
  });
}

async function fillForm(dialog: HTMLDialogElement, consents: Consents, purposeId: string, say: Say): Promise<void> {
  const close = (): void => dialog.close();
  const draw = (all: Purpose[], given: Kept[], said = ""): void => {
    const purpose = all.find(({ id }) => id === purposeId) ?? all.find(({ contact }) => contact.length);
    if (!purpose) return close();
    const revoke = async (one: Purpose): Promise<void> => {
      try {
        await consents.revoke(one);
        draw(await consents.purposes(), await consents.kept(), say("contact_revoked"));
      } catch {
        draw(all, given, say("action_failed"));
      }
    };
    const status = element("p", { className: "contact-status" });
    status.setAttribute("role", "status");
    const send = async (kind: "phone" | "email", value: string): Promise<void> => {
      await consents.keep(purpose, kind, value);
      close();
    };
    dialog.replaceChildren(
      element("h2", { id: "contact-title" }, purpose.title),
      status,
      contactForm(purpose, send, close, say),
      ...(all.some(({ granted }) => granted)
        ? [element("h3", {}, say("contact_given")), givenList(all, given, (one) => void revoke(one), say)]
        : []),
    );
    status.textContent = said;
  };
  const [purposes, kept] = await Promise.all([consents.purposes(), consents.kept()]);
  draw(purposes, kept);
}

let sheet: CSSStyleSheet | undefined;

function dress(root: ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.append(element("style", { textContent: styles })); // Safari before 16.4, as in element.ts
  }
}
