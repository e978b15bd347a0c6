/** Receiving: a server-sent event stream, and a long poll where a stream does not get through. */

import { type Access, type Api, type Batch, HttpError, POLL_SECONDS, isRetryable, retryAfterMs } from "./api.js";
import { Backoff } from "./backoff.js";
import { readMessage, readStatus } from "./model.js";
import { EventParser } from "./sse.js";

const SILENCE_MS = 45_000;
const FRUITLESS_STREAMS = 2;

export interface ReceiverHooks {
  after: () => number;
  received: (batch: Batch) => void;
  online: (online: boolean) => void;
  gone: () => void;
}

export class Receiver {
  #mode: "stream" | "poll" = "stream";
  readonly #stopped = new AbortController();
  readonly #backoff = new Backoff();
  #connection = new AbortController();
  #fruitless = 0;

  constructor(
    private readonly api: Api,
    private readonly access: Access,
    private readonly hooks: ReceiverHooks,
  ) {}

  /** Receives until `stop()` or until the conversation is gone. */
  async run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await (this.#mode === "stream" ? this.#stream() : this.#poll(POLL_SECONDS));
        this.#backoff.reset();
      } catch (error) {
        if (signal.aborted) return;
        if (!(await this.#recover(error))) return;
      }
    }
  }

  stop(): void {
    this.#stopped.abort();
    this.#connection.abort();
  }

  wake(): void {
    this.#backoff.wake();
  }

  /** Gives up on the stream: it is open but brings nothing (a proxy that holds it back). */
  usePoll(): void {
    if (this.#mode === "poll") return;
    this.#mode = "poll";
    this.#connection.abort();
  }

  /** Decides what an error means: true to go on (after a wait), false where the conversation is gone. */
  async #recover(error: unknown): Promise<boolean> {
    const http = error instanceof HttpError ? error : null;
    if (this.#mode === "stream" && http && (!http.retryable || ++this.#fruitless >= FRUITLESS_STREAMS)) {
      this.#mode = "poll";
      return true;
    }
    if (!isRetryable(error)) {
      this.hooks.gone();
      return false;
    }
    this.hooks.online(http !== null);
    await this.#backoff.wait(this.#stopped.signal, retryAfterMs(error));
    return true;
  }

  async #poll(wait: number): Promise<void> {
    const began = Date.now();
    const batch = await this.api.poll(this.access, this.hooks.after(), wait, this.#stopped.signal);
    if (this.#stopped.signal.aborted) return;
    this.hooks.online(true);
    this.hooks.received(batch);
    if (wait && !batch.messages.length && Date.now() - began < 1000) {
      await this.#backoff.pause(this.#stopped.signal, 1000);
    }
  }

  async #stream(): Promise<void> {
    this.#connection = new AbortController();
    const response = await this.api.stream(this.access, this.hooks.after(), this.#connection.signal);
    if (!response.body || !response.headers.get("Content-Type")?.includes("text/event-stream")) {
      this.#connection.abort();
      this.#mode = "poll";
      return;
    }
    this.hooks.online(true);
    const brought = await this.#read(response.body.getReader());
    this.#fruitless = brought ? 0 : this.#fruitless + 1;
    if (this.#fruitless >= FRUITLESS_STREAMS) this.#mode = "poll";
    await this.#backoff.pause(this.#stopped.signal, 250);
  }

  /** Reads to the end of the stream, or to a silence without even a heartbeat; says whether anything came. */
  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<boolean> {
    const parser = new EventParser();
    const decoder = new TextDecoder();
    let brought = false;
    let alarm: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(alarm);
      alarm = setTimeout(() => this.#connection.abort(), SILENCE_MS);
    };
    try {
      for (;;) {
        watch();
        const { done, value } = await reader.read();
        if (done) return brought;
        brought = true;
        for (const data of parser.push(decoder.decode(value, { stream: true }))) this.#event(data);
      }
    } catch (error) {
      if (this.#connection.signal.aborted) return brought;
      throw error;
    } finally {
      clearTimeout(alarm);
    }
  }

  #event(data: string): void {
    let raw: unknown;
    try {
      raw = JSON.parse(data);
    } catch {
      return;
    }
    const message = readMessage(raw);
    this.hooks.received({ messages: message ? [message] : [], status: readStatus(raw) });
  }
}
