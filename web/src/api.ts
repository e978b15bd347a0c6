/** The gateway's chat API over fetch. A token travels in a header only, never in an address. */

import { type Message, type Status, readMessages, readStatus } from "./model.js";

const TIMEOUT_MS = 15_000;
export const POLL_SECONDS = 25;

export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs = 0,
  ) {
    super(`HTTP ${status}`);
  }

  /** The conversation is deleted, unknown or not ours: no further call can succeed. */
  get gone(): boolean {
    return [401, 403, 404, 410].includes(this.status);
  }

  get retryable(): boolean {
    return (this.status >= 500 && this.status !== 501) || [408, 425, 429].includes(this.status);
  }
}

export const isRetryable = (error: unknown): boolean => !(error instanceof HttpError) || error.retryable;
export const retryAfterMs = (error: unknown): number => (error instanceof HttpError ? error.retryAfterMs : 0);

export interface Access {
  id: string;
  token: string;
}

export type Outbound = { client_message_id: string } & ({ text: string } | { button: string });

export interface Batch {
  messages: Message[];
  status: Partial<Status>;
}

export class Api {
  constructor(readonly base: string) {}

  texts(language: string): Promise<unknown> {
    return this.#json(`texts?language=${encodeURIComponent(language)}`);
  }

  async create(source: string | null, language: string): Promise<{ access: Access; messages: Message[] }> {
    const raw = (await this.#json("conversations", {
      method: "POST",
      body: JSON.stringify({ channel: "web", source, language }),
    })) as Record<string, unknown>;
    return {
      access: { id: String(raw.conversation_id), token: String(raw.token) },
      messages: readMessages(raw.messages),
    };
  }

  async send(access: Access, message: Outbound): Promise<number> {
    const raw = await this.#json(`${this.#path(access)}/messages`, {
      method: "POST",
      body: JSON.stringify(message),
      access,
    });
    return (raw as { seq: number }).seq;
  }

  async poll(access: Access, after: number, wait: number, signal: AbortSignal): Promise<Batch> {
    const raw = await this.#json(`${this.#path(access)}/messages?after=${after}&wait=${wait}`, {
      access,
      signal,
      timeout: wait * 1000 + TIMEOUT_MS,
    });
    return { messages: readMessages((raw as Record<string, unknown>).messages), status: readStatus(raw) };
  }

  stream(access: Access, after: number, signal: AbortSignal): Promise<Response> {
    return this.#request(`${this.#path(access)}/stream?after=${after}&state=1`, {
      access,
      signal,
      timeout: 0,
      headers: { Accept: "text/event-stream", "Last-Event-ID": String(after) },
    });
  }

  async typing(access: Access): Promise<void> {
    await this.#request(`${this.#path(access)}/typing`, { method: "POST", access });
  }

  async exportData(access: Access): Promise<string> {
    return (await this.#request(`${this.#path(access)}/export`, { access })).text();
  }

  async remove(access: Access): Promise<void> {
    await this.#request(this.#path(access), { method: "DELETE", access });
  }

  #path(access: Access): string {
    return `conversations/${encodeURIComponent(access.id)}`;
  }

  async #json(path: string, options: Options = {}): Promise<unknown> {
    return (await this.#request(path, options)).json();
  }

  async #request(path: string, options: Options): Promise<Response> {
    const { access, timeout = TIMEOUT_MS, signal, headers, ...rest } = options;
    const response = await fetch(`${this.base}/api/v1/${path}`, {
      cache: "no-store",
      credentials: "omit",
      ...rest,
      signal: limited(signal, timeout),
      headers: {
        ...headers,
        ...(rest.body ? { "Content-Type": "application/json" } : {}),
        ...(access ? { Authorization: `Bearer ${access.token}` } : {}),
      },
    });
    if (!response.ok) {
      throw new HttpError(response.status, (Number(response.headers.get("Retry-After")) || 0) * 1000);
    }
    return response;
  }
}

/** A signal that aborts with `outer`, and after `timeout` ms unless that is 0 (AbortSignal.any is too new for old phones). */
function limited(outer: AbortSignal | undefined, timeout: number): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort);
  if (timeout) setTimeout(abort, timeout);
  return controller.signal;
}

interface Options {
  method?: string;
  body?: string;
  access?: Access;
  signal?: AbortSignal;
  timeout?: number;
  headers?: Record<string, string>;
}
