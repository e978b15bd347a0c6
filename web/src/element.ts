/**
 * A minimal element on Lit's templates: renders once per microtask into an open shadow root.
 * LitElement itself would do the same but takes 2.5 of the 15 kB (gzip) that the widget may have.
 */

import { render, type TemplateResult } from "lit/html.js";

export abstract class TemplateElement extends HTMLElement {
  readonly root = this.attachShadow({ mode: "open" });
  #update: Promise<void> | null = null;

  constructor(css: string) {
    super();
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.root.adoptedStyleSheets = [sheet];
    } catch {
      // Safari before 16.4; a page with a strict style-src shows the widget unstyled there.
      this.root.append(Object.assign(document.createElement("style"), { textContent: css }));
    }
  }

  abstract view(): TemplateResult;
  abstract beforeDraw(): void;
  abstract afterDraw(): void;

  connectedCallback(): void {
    void this.update();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.update();
  }

  /** Draws soon, once for all changes of the moment; resolves when drawn. */
  update(): Promise<void> {
    return (this.#update ??= Promise.resolve().then(() => {
      this.#update = null;
      this.beforeDraw();
      render(this.view(), this.root, { host: this });
      this.afterDraw();
    }));
  }

  find<Found extends HTMLElement>(selector: string): Found | null {
    return this.root.querySelector<Found>(selector);
  }
}
