/** Consents and contact data at the gateway. The value goes there and nowhere else: it is never kept here. */

import type { Access } from "../api.js";

export type ContactKind = "phone" | "email";

export interface Purpose {
  id: string;
  version: string;
  title: string;
  text: string;
  tells: string[];
  contact: ContactKind[];
  revocable: boolean;
  granted: boolean;
  agreed?: { text: string } | null;
}

export interface Kept {
  purpose: string;
  kind: ContactKind;
  masked: string | null;
  expires_at: string;
}

/** What the gateway refused, with its sentence for the person; an empty one where it said none. */
export class Refused extends Error {}

const TIMEOUT_MS = 15_000;

export class Consents {
  constructor(
    private readonly base: string,
    private readonly access: Access,
  ) {}

  async purposes(): Promise<Purpose[]> {
    const { purposes } = (await this.call("GET", "consents")) as { purposes: Purpose[] };
    return purposes.filter((purpose) => purpose.revocable);
  }

  async kept(): Promise<Kept[]> {
    return ((await this.call("GET", "contact")) as { contacts: Kept[] }).contacts;
  }

  async keep(purpose: Purpose, kind: ContactKind, value: string): Promise<void> {
    await this.call("POST", "contact", { kind, value, purpose: purpose.id, consent_version: purpose.version });
  }

  async revoke(purpose: Purpose): Promise<void> {
    await this.call("DELETE", `consents/${encodeURIComponent(purpose.id)}`);
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
    try {
      const response = await fetch(`${this.base}/api/v1/conversations/${encodeURIComponent(this.access.id)}/${path}`, {
        method,
        cache: "no-store",
        credentials: "omit",
        signal: controller.signal,
        headers: {
          Authorization: `Bearer ${this.access.token}`,
          ...(body ? { "Content-Type": "application/json" } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const answer = (await response.json()) as { error?: { message?: unknown } };
      if (!response.ok) throw new Refused(String(answer.error?.message ?? ""));
      return answer;
    } catch (error) {
      throw error instanceof Refused ? error : new Refused("");
    } finally {
      clearTimeout(timer);
    }
  }
}
