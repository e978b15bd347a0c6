/** Waiting between tries: exponential with jitter, ended early when the network returns. */

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

export class Backoff {
  #attempt = 0;
  readonly #wakers = new Set<() => void>();

  reset(): void {
    this.#attempt = 0;
  }

  wake(): void {
    for (const waker of [...this.#wakers]) waker();
  }

  /** Resolves after the next delay (at least `atLeastMs`), on `wake()`, or when `signal` aborts. */
  wait(signal: AbortSignal, atLeastMs = 0): Promise<void> {
    const ceiling = Math.min(FIRST_MS * 2 ** this.#attempt++, LONGEST_MS);
    return this.pause(signal, Math.max(ceiling * (0.5 + Math.random() / 2), atLeastMs));
  }

  pause(signal: AbortSignal, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wakers.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wakers.add(done);
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    });
  }
}
