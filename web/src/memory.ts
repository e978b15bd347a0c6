/** The learner's choice to keep the conversation over a reload. Nothing is stored without it. */

import type { Access } from "./api.js";

const KEY = "suunta-chat";

function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null; // blocked by the browser or a sandboxed frame
  }
}

export function recall(base: string): Access | null {
  try {
    const raw: unknown = JSON.parse(storage()?.getItem(KEY) ?? "null");
    const { api, id, token } = (raw ?? {}) as Record<string, unknown>;
    return api === base && typeof id === "string" && typeof token === "string" ? { id, token } : null;
  } catch {
    return null;
  }
}

/** Says whether it was kept: a browser may refuse. */
export function remember(base: string, access: Access): boolean {
  try {
    storage()?.setItem(KEY, JSON.stringify({ api: base, ...access }));
  } catch {
    return false;
  }
  return recall(base) !== null;
}

export function forget(): void {
  storage()?.removeItem(KEY);
}
