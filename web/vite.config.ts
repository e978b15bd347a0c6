import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";

const ROOT = import.meta.dirname;
const CONFIG_FILES = ["../data/widget/before_texts.json", "package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"];
/** Names of Lit's and our own that stand in this file alone: neither in JSON nor in the page; they are shortened. */
const OWN_NAMES = new RegExp(
  `^(_\\$(A|C|lit).*|${[
    ...["hooks", "changed", "sawOwn", "retryAfterMs", "retryable", "remembered", "usedButtons", "quickReplies", "outgoing"],
    ...["dialogName", "dialogFailed", "actionFailed", "menuOpen", "toggleMenu", "unseen", "toNewest", "onScroll"],
    ...["beforeDraw", "afterDraw", "phase", "writable", "access", "online"],
    ...["exportData", "discard", "received", "usePoll"],
  ].join("|")})$`,
);
const BANNER = "/*! Suunta: EUPL-1.2; Lit (Google LLC): BSD-3-Clause, see THIRD_PARTY.md */";

const sha256 = (data: Buffer | string): string => createHash("sha256").update(data).digest("hex");

/** Hash of all that the built file depends on; tests/unit/test_widget_dist.py computes the same without Node. */
function sourceHash(): string {
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1).replaceAll("\\", "/"));
  const lines = [...CONFIG_FILES, ...sources]
    .sort()
    .map((path) => `${path} ${sha256(readFileSync(join(ROOT, path)))}\n`);
  return sha256(lines.join(""));
}

/** Writes dist/build.json: what the built file was made from, and its sizes. */
function buildRecord(): Plugin {
  return {
    name: "suunta-build-record",
    apply: "build",
    closeBundle() {
      const built = readFileSync(join(ROOT, "dist/suunta-widget.js"));
      const contact = readFileSync(join(ROOT, "dist/suunta-contact.js"));
      const record = {
        source_sha256: sourceHash(),
        widget_sha256: sha256(built),
        bytes: built.length,
        gzip_bytes: gzipSync(built, { level: 9 }).length,
        contact_sha256: sha256(contact),
        contact_gzip_bytes: gzipSync(contact, { level: 9 }).length,
      };
      writeFileSync(join(ROOT, "dist/build.json"), `${JSON.stringify(record, null, 2)}\n`);
    },
  };
}

/**
 * Takes the indentation out of the templates (the views have no line comments and no text that needs line breaks).
 * The space after a <strong> stays: it stands between two words.
 */
function compactTemplates(): Plugin {
  return {
    name: "suunta-compact-templates",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/(views\/\w+|suunta-chat)\.ts$/.test(id)) return null;
      const joined = code.replace(/\n\s+/g, " ").replace(/> </g, "><");
      return { code: joined.replace(/(?<!<\/strong)> \$\{/g, ">${").replace(/\} <\//g, "}</"), map: null };
    },
  };
}

export default defineConfig({
  plugins: [compactTemplates(), buildRecord()],
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: {
      entry: { "suunta-widget": "src/main.ts", "suunta-contact": "src/contact/main.ts" },
      formats: ["es"],
      fileName: (_, name) => `${name}.js`,
    },
    minify: "terser",
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
      mangle: { properties: { regex: OWN_NAMES } },
      format: { comments: false, preserve_annotations: false, preamble: BANNER },
    },
    reportCompressedSize: true,
  },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
