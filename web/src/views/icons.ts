import { svg, type SVGTemplateResult } from "lit/html.js";

const icon = (body: SVGTemplateResult, size = 24): SVGTemplateResult =>
  svg`<svg viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${body}</svg>`;

/** Suunta means direction. */
export const compass = icon(
  svg`<circle cx="12" cy="12" r="9.5"/><path fill="currentColor" d="m16 8-2.5 5.5L8 16l2.5-5.5z"/>`,
  28,
);
export const dots = icon(svg`<path d="M4 7h16M4 12h16M4 17h16"/>`);
export const cross = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const plane = icon(svg`<path d="M12 19V5m-6 6 6-6 6 6"/>`);
export const out = icon(svg`<path d="M9 6H6v12h12v-3M13 5h6v6m0-6-8 8"/>`, 18);
