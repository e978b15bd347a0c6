/** Keeps the newest messages in view, but never moves a learner who reads further up. */

import type { TemplateElement } from "./element.js";
import type { Message } from "./model.js";

const NEAR_PX = 80;
const ABOVE_PX = 12;

export class Scrolling {
  /** New messages came while the learner was further up. */
  unseen = false;
  #wasNear = true;
  #lastSeq = 0;
  #lastOutgoing = 0;

  constructor(private readonly host: TemplateElement) {}

  before(): void {
    this.#wasNear = this.#near();
  }

  after(messages: Message[], outgoing: number): void {
    const fresh = messages.filter((message) => message.seq > this.#lastSeq);
    const sent = outgoing > this.#lastOutgoing;
    this.#lastOutgoing = outgoing;
    this.#lastSeq = messages.at(-1)?.seq ?? 0;
    if (sent || (fresh.length && this.#wasNear)) this.#reveal(fresh.find((message) => message.from !== "learner"));
    else if (fresh.length) this.#setUnseen(true);
    else if (this.#wasNear && !this.#near()) this.toNewest();
  }

  readonly onScroll = (): void => {
    if (this.unseen && this.#near()) this.#setUnseen(false);
  };

  toNewest(): void {
    this.#reveal(undefined);
    this.#setUnseen(false);
  }

  #setUnseen(unseen: boolean): void {
    if (unseen === this.unseen) return;
    this.unseen = unseen;
    void this.host.update();
  }

  /** To the end, but not past the beginning of the first new message. */
  #reveal(first: Message | undefined): void {
    const scroller = this.#scroller();
    if (!scroller) return;
    const end = scroller.scrollHeight - scroller.clientHeight;
    const element = first && this.host.find(`[data-seq="${first.seq}"]`);
    const frame = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
    const start = element ? element.getBoundingClientRect().top - frame + scroller.scrollTop - ABOVE_PX : end;
    scroller.scrollTo({ top: Math.min(start, end) });
  }

  #near(): boolean {
    const scroller = this.#scroller();
    return !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  }

  /** On low screens the whole page scrolls instead of the log. */
  #scroller(): Element | null {
    const log = this.host.find(".scroll");
    return log && getComputedStyle(log).overflowY === "visible" ? document.scrollingElement : (log ?? null);
  }
}
