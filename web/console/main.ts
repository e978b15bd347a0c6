/** The islands of the counsellors' console. Each works on its own; without them the pages are plain forms. */
import { forgetDrafts } from "./composer";
import "./live";
import "./notify";

const me = document.body.dataset.me;
if (me) forgetDrafts(me);
else if (document.querySelector("[data-signed-out]")) forgetDrafts(undefined);

/* The log begins at its end, and stays there when what is below it opens and takes its room. */
const log = document.getElementById("log");
if (log) {
  let end = true;
  log.addEventListener("scroll", () => (end = log.scrollHeight - log.scrollTop - log.clientHeight < 120));
  new ResizeObserver(() => {
    if (end) log.scrollTop = log.scrollHeight;
  }).observe(log);
}

/* What was typed and is kept nowhere yet: the browser asks before the page is left. */
const questions = document.getElementById("questions");
let unsaved = false;
questions?.addEventListener("input", () => (unsaved = true));
questions?.addEventListener("htmx:afterRequest", (event) => {
  const { successful, requestConfig } = (event as CustomEvent<{ successful: boolean; requestConfig: { path: string } }>).detail;
  if (successful && requestConfig.path.includes("/answers/")) unsaved = false;
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

/* A menu closes with Escape and by a click beside it. */
document.addEventListener("keydown", (event) => {
  const open = document.querySelector<HTMLDetailsElement>("details.more[open]");
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll<HTMLDetailsElement>("details.more[open]"))
    if (!open.contains(event.target as Node)) open.open = false;
});
