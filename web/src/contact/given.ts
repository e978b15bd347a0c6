/** What the person has agreed to, with the way to take it back. */

import type { Say } from "../texts.js";
import type { Kept, Purpose } from "./consents.js";
import { element } from "./dom.js";

export function givenList(purposes: Purpose[], kept: Kept[], revoke: (purpose: Purpose) => void, say: Say): HTMLElement {
  return element(
    "ul",
    { className: "given" },
    ...purposes
      .filter((purpose) => purpose.granted)
      .map((purpose) =>
        element(
          "li",
          {},
          element("p", {}, element("strong", {}, purpose.title)),
          element("p", {}, purpose.agreed?.text ?? purpose.text),
          ...kept
            .filter((one) => one.purpose === purpose.id)
            .map((one) => element("p", {}, `${say(`contact_${one.kind}`)}: ${one.masked ?? ""}`)),
          element(
            "button",
            { type: "button", className: "secondary", onclick: () => revoke(purpose) },
            say("contact_revoke"),
          ),
        ),
      ),
  );
}
