/** Carries the conversation to a telephone or another channel: a one-time code, and how it is used in each. */

import type { Access } from "../api.js";
import type { Say, TextKey } from "../texts.js";
import { Consents } from "./consents.js";
import { element } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export interface Way {
  channel: string;
  url?: string;
  number?: string;
  text?: string;
}

export interface Code {
  code: string;
  ways: Way[];
  browser: { url: string; size: number; path: string };
}

export function codeFor(base: string, access: Access): Promise<Code> {
  return new Consents(base, access).call("POST", "channel-codes") as Promise<Code>;
}

/** Where a way leads: the provider's own link, or a text message with the code in it. */
export function addressOf({ url, number, text }: Way): string {
  const address = url ?? (number ? `sms:${number}?body=${encodeURIComponent(text ?? "")}` : "");
  return /^(https:|sms:\+)/.test(address) ? address : "";
}

/** The content of the dialog. */
export function movingParts({ code, ways, browser }: Code, close: () => void, say: Say): HTMLElement[] {
  const rows = ways.map((way) => {
    const name = say(`channel_${way.channel}` as TextKey);
    const href = addressOf(way);
    const hint = say("move_write", { code: way.text ?? code, number: way.number ?? name });
    return element(
      "li",
      {},
      ...(href ? [element("a", { className: "secondary", href, target: "_blank", rel: "noopener noreferrer" }, name)] : []),
      element("span", {}, href && !way.number ? "" : hint),
    );
  });
  return [
    element("h2", { id: "contact-title" }, say("move_title")),
    element("p", { className: "dialog-text" }, say("move_text")),
    element("div", { className: "qr" }, drawn(browser, say("move_qr")), element("p", {}, say("move_qr"))),
    ...(rows.length ? [element("h3", {}, say("move_ways")), element("ul", { className: "ways" }, ...rows)] : []),
    element(
      "div",
      { className: "dialog-buttons" },
      element("button", { type: "button", className: "primary", onclick: close }, say("understood")),
    ),
  ];
}

function drawn({ size, path }: Code["browser"], label: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const lines = document.createElementNS(SVG, "path");
  const set = (one: Element, values: Record<string, string>): void =>
    Object.entries(values).forEach(([name, value]) => one.setAttribute(name, value));
  set(svg, { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  set(lines, { d: path, stroke: "#000", transform: "translate(0 .5)" });
  svg.append(lines);
  return svg;
}
