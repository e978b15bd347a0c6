import { html, type TemplateResult } from "lit/html.js";

const icon = (path: string, size = 24): TemplateResult =>
  html`<svg viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path}/></svg>`;

/** Suunta means direction. */
export const compass = icon("M2.5 12a9.5 9.5 0 1 0 19 0 9.5 9.5 0 1 0-19 0M16 8l-2.5 5.5L8 16l2.5-5.5zm-4 4", 28);
export const dots = icon("M4 7h16M4 12h16M4 17h16");
export const cross = icon("m6 6 12 12M18 6 6 18");
export const plane = icon("M12 19V5m-6 6 6-6 6 6");
export const out = icon("M9 6H6v12h12v-3M13 5h6v6m0-6-8 8", 18);
