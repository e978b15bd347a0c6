/** One conversation with the gateway: opened, kept up to date, ended. The element only draws it. */

import { type Access, Api, type Batch, HttpError, isRetryable, retryAfterMs } from "./api.js";
import { Backoff } from "./backoff.js";
import * as memory from "./memory.js";
import type { Message, Owner, QuickReply } from "./model.js";
import { Outbox, type Outgoing } from "./outbox.js";
import { Receiver } from "./receiver.js";

/** How long the stream may take to bring back a message that the gateway has stored. */
const ECHO_MS = 5000;

/** A sign of typing holds for 6 s at the counsellor's side. */
const TYPING_EVERY_MS = 3000;

/**
 * idle: not opened; opening: no conversation yet; open; refused: the gateway will not open one;
 * gone: it is no longer known or was deleted elsewhere; deleted: by the learner, here.
 */
export type Phase = "idle" | "opening" | "open" | "refused" | "gone" | "deleted";

export class Conversation {
  phase: Phase = "idle";
  messages: Message[] = [];
  owner: Owner = "bot";
  pending = false;
  online = true;
  remembered = false;
  /** Sequence number of the message whose button was pressed; its buttons are used. */
  usedButtons = 0;

  #access: Access | null = null;
  #typedAt = 0;
  /** Last sequence number received in order; own messages known from the 202 answer alone do not count. */
  #cursor = 0;
  readonly #echoes = new Set<number>();
  #outbox: Outbox | null = null;
  #receiver: Receiver | null = null;
  readonly #backoff = new Backoff();
  #life = new AbortController();

  constructor(
    private readonly api: Api,
    private readonly source: string | null,
    private readonly language: string,
    private readonly changed: () => void,
  ) {}

  get outgoing(): Outgoing[] {
    return (this.#outbox?.items ?? []).filter((item) => item.seq === null || !this.#has(item.seq));
  }

  /**
   * The buttons that may still be pressed or were just pressed: of the newest message that has some, unanswered. None
   * while a counsellor has the conversation: they lead to the bot.
   */
  get quickReplies(): { seq: number; buttons: QuickReply[] } {
    for (const message of [...this.messages].reverse()) {
      if (message.from === "learner" || this.owner === "counsellor") break;
      if (message.buttons.length) return { seq: message.seq, buttons: message.buttons };
    }
    return { seq: 0, buttons: [] };
  }

  /** What opens this conversation, for the forms beside it. */
  get access(): Access | null {
    return this.#access;
  }

  get writable(): boolean {
    return this.owner !== "closed" && ["opening", "open"].includes(this.phase);
  }

  /** Opens the conversation, or the remembered one. Tries until it succeeds or is refused. */
  async open(): Promise<void> {
    if (this.phase !== "idle") return;
    this.phase = "opening";
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#outbox = new Outbox({
      post: (message) => this.#post(message),
      stored: (item, seq) => this.#stored(item, seq),
      online: (online) => this.#setOnline(online),
      gone: () => this.#lost(),
      changed: this.changed,
    });
    this.changed();
    this.#access = memory.recall(this.api.base);
    this.remembered = this.#access !== null;
    while (!this.#access && !signal.aborted) await this.#create(signal);
    if (!signal.aborted) this.#receive();
  }

  send(text: string): void {
    this.#outbox?.add(text, null);
  }

  /** Lets a counsellor who has the conversation see that an answer is being written; nobody else needs to know. */
  typing(): void {
    const now = Date.now();
    if (this.owner !== "counsellor" || !this.#access || now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    this.api.typing(this.#access).catch(() => undefined);
  }

  press(seq: number, button: QuickReply): void {
    if (this.usedButtons === seq) return;
    this.usedButtons = seq;
    this.#outbox?.add(button.title, button.id);
  }

  retry(id: string): void {
    this.#outbox?.retry(id);
  }

  discard(id: string): Outgoing | undefined {
    return this.#outbox?.discard(id);
  }

  /** Keeps the way to this conversation over a reload, or forgets it; says whether it is kept. */
  remember(wanted: boolean): boolean {
    memory.forget();
    this.remembered = wanted && this.#access !== null && memory.remember(this.api.base, this.#access);
    this.changed();
    return this.remembered;
  }

  /** The person's own data as the gateway keeps it, as JSON text. */
  exportData(): Promise<string> {
    return this.#access ? this.api.exportData(this.#access) : Promise.resolve("{}");
  }

  /** Deletes the conversation from the gateway; throws, with nothing changed, if that did not succeed. */
  async remove(): Promise<void> {
    try {
      if (this.#access) await this.api.remove(this.#access);
    } catch (error) {
      if (!(error instanceof HttpError && error.gone)) throw error;
    }
    this.#outbox?.stop();
    this.#outbox = null;
    this.messages = [];
    this.#end("deleted");
  }

  /** A new conversation in place of one that has ended; what was not delivered is sent in it. */
  async restart(): Promise<void> {
    const unsent = (this.#outbox?.items ?? []).filter((item) => item.button === null);
    this.#end("gone");
    this.#outbox?.stop();
    Object.assign(this, { phase: "idle", messages: [], owner: "bot", usedButtons: 0 });
    this.#access = null;
    this.#cursor = 0;
    const opened = this.open();
    for (const item of unsent) this.send(item.text);
    await opened;
  }

  /** Stops all traffic, keeps what is shown; `resume()` goes on. */
  pause(): void {
    this.#receiver?.stop();
    this.#receiver = null;
  }

  resume(): void {
    if (this.phase === "open" && !this.#receiver) this.#receive();
  }

  /** The network is back: no need to wait out the delays. */
  wake(): void {
    this.#backoff.wake();
    this.#outbox?.wake();
    this.#receiver?.wake();
  }

  async #create(signal: AbortSignal): Promise<void> {
    try {
      const { access, messages } = await this.api.create(this.source, this.language);
      if (signal.aborted) return;
      this.#access = access;
      this.#setOnline(true);
      this.#received({ messages, status: {} });
    } catch (error) {
      if (signal.aborted) return;
      this.#setOnline(error instanceof HttpError);
      if (isRetryable(error)) await this.#backoff.wait(signal, retryAfterMs(error));
      else this.#end("refused");
    }
  }

  #receive(): void {
    if (!this.#access) return;
    this.phase = "open";
    this.#backoff.wake();
    this.#receiver = new Receiver(this.api, this.#access, {
      after: () => this.#cursor,
      received: (batch) => this.#received(batch),
      online: (online) => this.#setOnline(online),
      gone: () => this.#lost(),
    });
    void this.#receiver.run();
    this.changed();
  }

  async #post(message: Parameters<Api["send"]>[1]): Promise<number> {
    while (!this.#access) {
      if (this.#life.signal.aborted) throw new HttpError(410);
      await this.#backoff.pause(this.#life.signal, 1000);
    }
    return this.api.send(this.#access, message);
  }

  #stored(item: Outgoing, seq: number): void {
    const at = new Date().toISOString();
    const echo = { seq, from: "learner" as const, at, text: item.text, buttons: [], cards: [], progress: null };
    const echoed = this.#has(seq);
    const answered = this.messages.some((one) => one.seq > seq && one.from !== "learner");
    if (!echoed) {
      this.#merge([echo]);
      this.#expectEcho(seq);
    }
    if (!answered && this.owner === "bot") this.pending = true;
    this.changed();
  }

  #expectEcho(seq: number): void {
    this.#echoes.add(seq);
    setTimeout(() => {
      if (this.#echoes.delete(seq)) this.#receiver?.usePoll();
    }, ECHO_MS);
  }

  #received({ messages, status }: Batch): void {
    for (const message of messages) {
      if (message.from === "learner" && !this.#has(message.seq)) this.#outbox?.sawOwn(message.seq);
      if (message.from === "bot" || message.from === "counsellor") this.pending = false;
      this.#echoes.delete(message.seq);
      this.#cursor = Math.max(this.#cursor, message.seq);
    }
    this.#merge(messages);
    Object.assign(this, status);
    this.changed();
  }

  #has(seq: number): boolean {
    return this.messages.some((one) => one.seq === seq);
  }

  /** By sequence number, the newer copy wins: the gateway's own form of a message is the masked one. */
  #merge(messages: Message[]): void {
    const bySeq = new Map(this.messages.map((one) => [one.seq, one]));
    for (const message of messages) bySeq.set(message.seq, message);
    this.messages = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  }

  #setOnline(online: boolean): void {
    if (online !== this.online) {
      this.online = online;
      this.changed();
    }
  }

  /** A remembered conversation that no longer exists gives way to a new one; one in use says that it ended. */
  #lost(): void {
    if (this.phase !== "open") return;
    if (this.messages.length) this.#end("gone");
    else void this.restart();
  }

  #end(phase: Phase): void {
    this.#life.abort();
    this.pause();
    this.pending = false;
    this.remembered = false;
    memory.forget();
    this.phase = phase;
    this.changed();
  }
}
