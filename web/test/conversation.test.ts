import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api } from "../src/api.js";
import { Conversation } from "../src/conversation.js";
import { type Call, eventStream, hang, json, type Script, serve } from "./server.js";

const created = (messages: unknown[] = []): Response =>
  json({ conversation_id: "c/1", token: "secret", messages }, 201);
const bot = (seq: number, more: object = {}): object => ({ seq, from: "bot", text: `b${seq}`, ...more });
const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/** Routes: creation, stream (unsupported unless given), poll and posts. */
function gateway(routes: { create?: Script; stream?: Script; poll?: Script; post?: Script; remove?: Script }): Call[] {
  return serve((call) => {
    if (call.path === "conversations") return (routes.create ?? (() => created()))(call);
    if (call.path.includes("/stream")) return (routes.stream ?? (() => json({}, 501)))(call);
    if (call.method === "POST") return (routes.post ?? (() => json({ seq: 5 }, 202)))(call);
    if (call.method === "DELETE") return (routes.remove ?? (() => new Response(null, { status: 204 })))(call);
    return (routes.poll ?? hang)(call);
  });
}

let chat: Conversation;
const open = (): Promise<void> => {
  chat = new Conversation(new Api("http://gateway"), "kirjasto", "fi", () => undefined);
  return chat.open();
};
const later = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const seqs = (): number[] => chat.messages.map((message) => message.seq);
const posts = (calls: Call[]): Call[] => calls.filter((call) => call.path.endsWith("messages") && call.method === "POST");

class FakeStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.items.set(key, value);
  removeItem = (key: string): void => void this.items.delete(key);
}
let storage: FakeStorage;

beforeEach(() => {
  vi.useFakeTimers();
  storage = new FakeStorage();
  vi.stubGlobal("sessionStorage", storage);
});

afterEach(() => {
  chat.pause();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("opening", () => {
  it("sends the outreach code and shows the greeting", async () => {
    const calls = gateway({ create: () => created([bot(1)]) });
    await open();
    expect(calls[0]?.body).toEqual({ channel: "web", source: "kirjasto", language: "fi" });
    expect(seqs()).toEqual([1]);
  });

  it("tries again until the network is there, and then sends what was written meanwhile", async () => {
    let tries = 0;
    const calls = gateway({ create: () => (++tries < 3 ? new TypeError("offline") : created()) });
    void open();
    await later(0);
    expect(chat.online).toBe(false);
    chat.send("asun Oulussa");
    await later(5000);
    expect(chat.phase).toBe("open");
    expect(chat.online).toBe(true);
    expect(posts(calls).map((call) => call.body?.text)).toEqual(["asun Oulussa"]);
  });

  it("stops when it is refused", async () => {
    gateway({ create: () => json({}, 400) });
    await open();
    expect(chat.phase).toBe("refused");
  });
});

describe("sending", () => {
  it("retries under the same id, with the token in a header, and shows the message once", async () => {
    const answers: (Response | Error)[] = [new TypeError("offline"), json({}, 503), json({ seq: 5 }, 202)];
    const calls = gateway({ post: () => answers.shift() as Response });
    await open();
    chat.send("moi");
    await later(0);
    expect(chat.online).toBe(false);
    expect(chat.outgoing[0]?.state).toBe("waiting");
    await later(10_000);
    expect(new Set(posts(calls).map((call) => call.body?.client_message_id)).size).toBe(1);
    expect(posts(calls)).toHaveLength(3);
    expect(posts(calls)[0]?.headers.Authorization).toBe("Bearer secret");
    expect(calls.some((call) => call.path.includes("secret"))).toBe(false);
    expect(chat.outgoing).toEqual([]);
    expect(seqs()).toEqual([5]);
    expect(chat.pending).toBe(true);
  });

  it("waits as long as the gateway asks when it is limited", async () => {
    const answers = [json({}, 429, { "Retry-After": "7" }), json({ seq: 5 }, 202)];
    const calls = gateway({ post: () => answers.shift() as Response });
    await open();
    chat.send("moi");
    await later(6900);
    expect(posts(calls)).toHaveLength(1);
    await later(200);
    expect(posts(calls)).toHaveLength(2);
  });

  it("goes on at once when the network returns", async () => {
    let away = true;
    gateway({ post: () => (away ? new TypeError("offline") : json({ seq: 5 }, 202)) });
    await open();
    chat.send("moi");
    await later(25_000);
    expect(chat.outgoing).toHaveLength(1);
    away = false;
    chat.wake();
    await later(0);
    expect(chat.outgoing).toEqual([]);
  });

  it("keeps a refused message and sends the next ones", async () => {
    const calls = gateway({ post: (call) => (call.body?.text === "huono" ? json({}, 422) : json({ seq: 5 }, 202)) });
    await open();
    chat.send("huono");
    chat.send("hyvä");
    await later(0);
    expect(chat.outgoing.map((item) => [item.text, item.state])).toEqual([["huono", "failed"]]);
    expect(chat.discard(chat.outgoing[0]?.id ?? "")?.text).toBe("huono");
    expect(posts(calls)).toHaveLength(2);
  });

  it("sends a button by its id, and each set of buttons once", async () => {
    const button = { id: "b1", title: "Ohita" };
    const calls = gateway({ create: () => created([bot(1, { buttons: [button] })]) });
    await open();
    chat.press(1, button);
    chat.press(1, button);
    await later(0);
    expect(posts(calls).map((call) => call.body?.button)).toEqual(["b1"]);
    expect(chat.messages.at(-1)?.text).toBe("Ohita");
    expect(chat.quickReplies.buttons).toEqual([]);
  });
});

describe("receiving", () => {
  it("takes messages from the stream once and in order, and replaces its own copy by the stored one", async () => {
    const stream = eventStream();
    gateway({ stream: () => stream.response, post: () => json({ seq: 2 }, 202) });
    await open();
    chat.send("hetuni on 010190-123A");
    await later(0);
    stream.push(event(bot(1)) + event(bot(1)));
    stream.push(event({ seq: 2, from: "learner", text: "hetuni on [poistettu]" }) + event(bot(3)));
    await later(0);
    expect(seqs()).toEqual([1, 2, 3]);
    expect(chat.messages[1]?.text).toBe("hetuni on [poistettu]");
    expect(chat.pending).toBe(false);
  });

  it("does not show a message twice when the stream is faster than the answer to the post", async () => {
    const stream = eventStream();
    let answer!: (response: Response) => void;
    gateway({ stream: () => stream.response, post: () => new Promise((resolve) => (answer = resolve)) });
    await open();
    chat.send("moi");
    await later(0);
    expect(chat.outgoing).toHaveLength(1);
    stream.push(event({ seq: 1, from: "learner", text: "moi" }));
    await later(0);
    expect(chat.outgoing).toHaveLength(0);
    answer(json({ seq: 1 }, 202));
    await later(0);
    expect(seqs()).toEqual([1]);
  });

  it("never skips messages that came before its own", async () => {
    const streams = [eventStream(), eventStream()];
    const [first, second] = streams;
    const calls = gateway({ stream: () => streams.shift()?.response ?? hang(), post: () => json({ seq: 4 }, 202) });
    await open();
    first?.push(event(bot(1)));
    await later(0);
    chat.send("moi");
    await later(0);
    first?.end();
    await later(1000);
    expect(calls.filter((call) => call.path.includes("stream")).at(-1)?.path).toContain("after=1");
    second?.push(event(bot(2)) + event(bot(3)));
    await later(0);
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it("falls back to the long poll where there is no stream", async () => {
    const batches = [json({ messages: [bot(1)], owner: "waiting", pending: false })];
    const calls = gateway({ poll: () => batches.shift() ?? hang() });
    await open();
    await later(0);
    expect(seqs()).toEqual([1]);
    expect(chat.owner).toBe("waiting");
    expect(calls.at(-1)?.path).toBe("conversations/c%2F1/messages?after=1&wait=25");
  });

  it("falls back when the stream is held back on the way", async () => {
    const stream = eventStream();
    const batches = [json({ messages: [{ seq: 1, from: "learner", text: "moi" }, bot(2)], owner: "bot", pending: false })];
    gateway({ stream: () => stream.response, poll: () => batches.shift() ?? hang(), post: () => json({ seq: 1 }, 202) });
    await open();
    chat.send("moi");
    await later(6000);
    expect(seqs()).toEqual([1, 2]);
  });

  it("tells a counsellor who has the conversation that it is being written, now and then", async () => {
    const stream = eventStream();
    const calls = gateway({ stream: () => stream.response, post: () => new Response(null, { status: 204 }) });
    await open();
    const signs = (): Call[] => calls.filter((call) => call.path.endsWith("/typing"));
    chat.typing();
    expect(signs()).toEqual([]);
    stream.push(event({ owner: "counsellor", pending: true }));
    await later(0);
    expect(chat.pending).toBe(true);
    chat.typing();
    chat.typing();
    expect(signs().map((call) => call.headers.Authorization)).toEqual(["Bearer secret"]);
    await later(3000);
    chat.typing();
    expect(signs()).toHaveLength(2);
  });

  it("comes back after the network was away", async () => {
    let tries = 0;
    gateway({ stream: () => (++tries < 3 ? new TypeError("offline") : eventStream().response) });
    await open();
    await later(0);
    expect(chat.online).toBe(false);
    await later(5000);
    expect(chat.online).toBe(true);
    expect(tries).toBe(3);
  });

  it("ends when the conversation is gone", async () => {
    gateway({ create: () => created([bot(1)]), poll: () => json({}, 410) });
    await open();
    await later(0);
    expect(chat.phase).toBe("gone");
    expect(chat.writable).toBe(false);
  });
});

describe("the learner's data", () => {
  it("stores nothing on the device unless asked", async () => {
    gateway({});
    await open();
    chat.send("moi");
    await later(0);
    expect(storage.items.size).toBe(0);
    expect(chat.remember(true)).toBe(true);
    expect(storage.items.size).toBe(1);
    chat.remember(false);
    expect(storage.items.size).toBe(0);
  });

  it("goes on with a remembered conversation, and opens a new one if that is gone", async () => {
    gateway({});
    await open();
    chat.remember(true);
    chat.pause();
    const calls = gateway({ poll: (call) => (call.path.includes("c%2F1") ? json({}, 410) : hang()), create: () => json({ conversation_id: "c2", token: "other", messages: [bot(1)] }, 201) });
    await open();
    await later(0);
    expect(calls[0]?.path).toContain("c%2F1");
    expect(seqs()).toEqual([1]);
    expect(chat.phase).toBe("open");
    expect(storage.items.size).toBe(0);
  });

  it("forgets everything after the deletion", async () => {
    const calls = gateway({ create: () => created([bot(1)]) });
    await open();
    chat.remember(true);
    await chat.remove();
    expect(calls.filter((call) => call.method === "DELETE")).toHaveLength(1);
    expect([chat.phase, chat.messages, storage.items.size]).toEqual(["deleted", [], 0]);
  });

  it("keeps everything when the deletion did not succeed", async () => {
    gateway({ create: () => created([bot(1)]), remove: () => json({}, 500) });
    await open();
    await expect(chat.remove()).rejects.toThrow("HTTP 500");
    expect([chat.phase, seqs()]).toEqual(["open", [1]]);
  });

  it("sends what was not delivered in the new conversation", async () => {
    let posted = 0;
    const calls = gateway({ post: () => (++posted === 1 ? json({}, 410) : json({ seq: 5 }, 202)), create: () => created([bot(1)]) });
    await open();
    chat.send("tärkeä");
    await later(0);
    expect(chat.phase).toBe("gone");
    await chat.restart();
    await later(1000);
    expect(posts(calls).map((call) => call.body?.text)).toEqual(["tärkeä", "tärkeä"]);
    expect(chat.outgoing).toEqual([]);
  });
});
