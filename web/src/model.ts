/** The chat API's message types, and their reading from untrusted JSON. */

export type Sender = "bot" | "learner" | "counsellor" | "system";
export type Owner = "bot" | "waiting" | "counsellor" | "closed";

export interface QuickReply {
  id: string;
  title: string;
  /** The purpose whose form it opens, instead of being sent as an answer; empty for most. */
  form?: string;
}

export interface Card {
  kind: string;
  title: string;
  subtitle: string;
  why: string;
  url: string;
  sample: boolean;
  /** Lines of a label and what it is. */
  details: string[];
}

export interface Progress {
  done: number;
  of: number;
}

export interface Message {
  seq: number;
  from: Sender;
  at: string;
  text: string;
  buttons: QuickReply[];
  cards: Card[];
  progress: Progress | null;
}

export interface Status {
  owner: Owner;
  pending: boolean;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

function progressOf(value: unknown): Progress | null {
  if (!isObject(value)) return null;
  const { done, of } = value;
  return typeof done === "number" && typeof of === "number" && of > 0
    ? { done: Math.min(Math.max(done, 0), of), of }
    : null;
}

const senders = ["bot", "learner", "counsellor", "system"];
const owners = ["bot", "waiting", "counsellor", "closed"];

/** A message, or null where the JSON has no usable sequence number or sender. */
export function readMessage(raw: unknown): Message | null {
  if (!isObject(raw) || !Number.isInteger(raw.seq) || !senders.includes(text(raw.from))) return null;
  return {
    seq: raw.seq as number,
    from: raw.from as Sender,
    at: text(raw.at),
    text: text(raw.text),
    buttons: list(raw.buttons)
      .map((button) => ({ id: text(button.id), title: text(button.title), form: text(button.form) }))
      .filter((button) => button.id && button.title),
    cards: list(raw.cards).map((card) => ({
      kind: text(card.kind),
      title: text(card.title),
      subtitle: text(card.subtitle),
      why: text(card.why),
      url: text(card.url),
      sample: card.sample === true,
      details: Object.entries(card.details ?? {}).map(([label, value]) => `${label}: ${text(value)}`),
    })),
    progress: progressOf(raw.progress),
  };
}

export const readMessages = (raw: unknown): Message[] =>
  list(raw).map(readMessage).filter((message) => message !== null);

/** What a poll's answer or a stream's event says of the conversation's owner and the open turn; only what it says. */
export function readStatus(raw: unknown): Partial<Status> {
  const status: Partial<Status> = {};
  if (!isObject(raw)) return status;
  if (owners.includes(text(raw.owner))) status.owner = raw.owner as Owner;
  if (typeof raw.pending === "boolean") status.pending = raw.pending;
  return status;
}

/** Length as the gateway counts it: code points, not UTF-16 units. */
export const lengthOf = (value: string): number => [...value].length;

export const MAX_LENGTH = 2000;
