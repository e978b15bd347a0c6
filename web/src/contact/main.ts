/**
 * The contact form and the consents, in a file of their own that is fetched when they are first opened, so that
 * the widget stays small. What is typed here goes to the gateway's contact API, never into the conversation.
 */

import type { Access } from "../api.js";
import type { Say } from "../texts.js";
import { Consents, type Kept, type Purpose } from "./consents.js";
import { element } from "./dom.js";
import { contactForm } from "./form.js";
import { givenList } from "./given.js";
import styles from "./styles.css?inline";

/** Opens the form of a purpose as a modal dialog of the widget; resolves when it is closed. */
export async function open(root: ShadowRoot, base: string, access: Access, purposeId: string, say: Say): Promise<void> {
  const consents = new Consents(base, access);
  const [purposes, kept] = await Promise.all([consents.purposes(), consents.kept()]);
  const dialog = element("dialog", { className: "modal contact" });
  dialog.setAttribute("aria-labelledby", "contact-title");
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

  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve();
    };
    dress(root);
    draw(purposes, kept);
    root.append(dialog);
    dialog.showModal();
  });
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
