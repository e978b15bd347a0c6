/** What the learner has sent and the gateway has not yet stored: one at a time, in order, each until it is certain. */

import { HttpError, type Outbound, isRetryable, retryAfterMs } from "./api.js";
import { Backoff } from "./backoff.js";

export interface Outgoing {
  id: string;
  text: string;
  button: string | null;
  /** sending: on its way; waiting: tried and will be tried again; failed: refused, the learner decides. */
  state: "sending" | "waiting" | "failed";
  /** Set when the message was seen among the received ones before the gateway's own answer came. */
  seq: number | null;
}

export interface OutboxHooks {
  post: (message: Outbound) => Promise<number>;
  stored: (item: Outgoing, seq: number) => void;
  online: (online: boolean) => void;
  gone: () => void;
  changed: () => void;
}

/** crypto.randomUUID needs a secure context; a page that embeds the widget over http has none. */
const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");

export class Outbox {
  items: Outgoing[] = [];
  readonly #backoff = new Backoff();
  readonly #stopped = new AbortController();
  #running = false;

  constructor(private readonly hooks: OutboxHooks) {}

  add(text: string, button: string | null): void {
    this.items = [...this.items, { id: newId(), text, button, state: "sending", seq: null }];
    this.hooks.changed();
    void this.#run();
  }

  /** A refused message again, under the same id: the gateway stores it once even if it had been stored already. */
  retry(id: string): void {
    this.#update(id, { state: "sending" });
    void this.#run();
  }

  discard(id: string): Outgoing | undefined {
    const item = this.items.find((one) => one.id === id);
    this.items = this.items.filter((one) => one.id !== id);
    this.hooks.changed();
    return item;
  }

  wake(): void {
    this.#backoff.wake();
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Marks the message on its way as received under `seq`, so that it is not shown twice meanwhile. */
  sawOwn(seq: number): void {
    const head = this.items.find((one) => one.state !== "failed");
    if (head && head.seq === null) this.#update(head.id, { seq });
  }

  #update(id: string, change: Partial<Outgoing>): void {
    this.items = this.items.map((one) => (one.id === id ? { ...one, ...change } : one));
    this.hooks.changed();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let head: Outgoing | undefined;
    while (!this.#stopped.signal.aborted && (head = this.items.find((one) => one.state !== "failed"))) {
      await this.#attempt(head);
    }
    this.#running = false;
  }

  async #attempt(item: Outgoing): Promise<void> {
    const content = item.button === null ? { text: item.text } : { button: item.button };
    try {
      const seq = await this.hooks.post({ client_message_id: item.id, ...content });
      if (this.#stopped.signal.aborted) return;
      this.#backoff.reset();
      this.items = this.items.filter((one) => one.id !== item.id);
      this.hooks.online(true);
      this.hooks.stored(item, seq);
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.hooks.online(error instanceof HttpError);
      if (isRetryable(error)) {
        this.#update(item.id, { state: "waiting" });
        await this.#backoff.wait(this.#stopped.signal, retryAfterMs(error));
        return;
      }
      this.#update(item.id, { state: "failed" });
      if (error instanceof HttpError && error.gone) this.hooks.gone();
    }
  }
}
