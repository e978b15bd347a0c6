/**
 * `<suunta-notify>`: a sound and, where the browser lets us, a notice when somebody new waits or writes. Off until the
 * counsellor presses the button; a notice names nobody and holds no words. How many wait or are unanswered stands before
 * the page's title too, so that it shows on a tab in the background.
 */
const KEY = "suunta-notify";
const COUNT = /^\(\d+\) /;

class Notify extends HTMLElement {
  #counts = "";

  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    const show = (): void => button.setAttribute("aria-pressed", String(this.#on));
    button.addEventListener("click", () => {
      localStorage.setItem(KEY, this.#on ? "off" : "on");
      if (this.#on && "Notification" in window && Notification.permission === "default") void Notification.requestPermission();
      if (this.#on) beep();
      show();
    });
    show();
    this.#counts = counts();
    title(total(this.#counts));
    document.addEventListener("suunta:news", () => this.#look());
  }

  get #on(): boolean {
    return localStorage.getItem(KEY) === "on";
  }

  #look(): void {
    const now = counts();
    const grew = total(now) > total(this.#counts);
    this.#counts = now;
    title(total(now));
    if (!grew || !this.#on) return;
    beep();
    if (document.hidden && "Notification" in window && Notification.permission === "granted")
      new Notification(this.dataset.title ?? "", { body: this.dataset.text ?? "", tag: "suunta" });
  }
}

const counts = (): string => {
  const board = document.querySelector<HTMLElement>("[data-waiting]");
  return `${board?.dataset.waiting ?? 0} ${board?.dataset.unanswered ?? 0}`;
};

const total = (counted: string): number => counted.split(" ").reduce((sum, one) => sum + Number(one), 0);

function title(count: number): void {
  const plain = document.title.replace(COUNT, "");
  document.title = count ? `(${count}) ${plain}` : plain;
}

let audio: AudioContext | undefined; // one for the whole day: browsers give a page only a few

/** Two soft tones. */
function beep(): void {
  const context = (audio ??= new AudioContext());
  void context.resume();
  const gain = context.createGain();
  gain.gain.value = 0.06;
  gain.connect(context.destination);
  for (const [tone, at] of [[660, 0], [880, 0.16]] as const) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = tone;
    oscillator.connect(gain);
    oscillator.start(context.currentTime + at);
    oscillator.stop(context.currentTime + at + 0.14);
  }
}

customElements.define("suunta-notify", Notify);
