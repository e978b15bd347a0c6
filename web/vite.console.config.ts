import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

const ROOT = import.meta.dirname;
const OUT = join(ROOT, "dist/console");
const ENTRIES = { console: "console/main.ts", field: "console/field.ts", "field-worker": "console/field-worker.ts" };
const INPUTS = ["package-lock.json", "package.json", "tsconfig.json", "vite.console.config.ts"];
const FONTS = ["source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2"];
const FONT_FOLDER = "node_modules/@fontsource-variable/source-sans-3";
const LICENCES = { "htmx.org": "node_modules/htmx.org/LICENSE", "Source Sans 3": `${FONT_FOLDER}/LICENSE`, "suomifi-design-tokens": "node_modules/suomifi-design-tokens/LICENSE" };

const sha256 = (data: Buffer | string): string => createHash("sha256").update(data).digest("hex");

/** Hash of all that the built files depend on; tests/unit/bot/console/test_assets.py computes the same without Node. */
function sourceHash(): string {
  const sources = readdirSync(join(ROOT, "console")).map((name) => `console/${name}`);
  const lines = [...INPUTS, ...sources].sort().map((path) => `${path} ${sha256(readFileSync(join(ROOT, path)))}\n`);
  return sha256(lines.join(""));
}

const dashed = (name: string): string => name.replace(/([A-Z]|\d+)/g, "-$1").toLowerCase();

/** The design tokens of Suomi.fi as CSS variables. */
function tokens(): string {
  const found = createRequire(import.meta.url)("suomifi-design-tokens").suomifiDesignTokens as Record<string, Record<string, string>>;
  const lines = [["colors", "color"], ["spacing", "space"], ["radiuses", "radius"], ["shadows", "shadow"]].flatMap(([group, prefix]) =>
    Object.entries(found[group as string] ?? {}).map(([name, value]) => `  --${prefix}-${dashed(name)}: ${value};`),
  );
  return `/* Made by the build from suomifi-design-tokens (MIT). */\n:root {\n${lines.join("\n")}\n}\n`;
}

/** The two faces of Source Sans that Finnish, Swedish and names of Europe need, from our own origin. */
function faces(): string {
  const css = readFileSync(join(ROOT, FONT_FOLDER, "wght.css"), "utf-8");
  const blocks = css.match(/@font-face \{[^}]*\}/g) ?? [];
  return blocks
    .filter((block) => FONTS.some((font) => block.includes(font)))
    .map((block) => block.replace("./files/", "./"))
    .join("\n");
}

/** Copies what is not ours, with its licences, and writes down what everything was made from. */
function assets(): Plugin {
  return {
    name: "suunta-console-assets",
    closeBundle() {
      mkdirSync(OUT, { recursive: true });
      copyFileSync(join(ROOT, "node_modules/htmx.org/dist/htmx.min.js"), join(OUT, "htmx.min.js"));
      for (const font of FONTS) copyFileSync(join(ROOT, FONT_FOLDER, "files", font), join(OUT, font));
      writeFileSync(join(OUT, "tokens.css"), `${tokens()}\n${faces()}\n`);
      const texts = Object.entries(LICENCES).map(([name, path]) => `# ${name}\n\n${readFileSync(join(ROOT, path), "utf-8").trim()}\n`);
      writeFileSync(join(OUT, "LICENCES.txt"), texts.join("\n\n"));
      const files = readdirSync(OUT).filter((name) => name !== "build.json").sort();
      const record = { source_sha256: sourceHash(), files: Object.fromEntries(files.map((name) => [name, sha256(readFileSync(join(OUT, name)))])) };
      writeFileSync(join(OUT, "build.json"), `${JSON.stringify(record, null, 2)}\n`);
    },
  };
}

export default defineConfig({
  plugins: [assets()],
  build: {
    target: "es2022",
    outDir: "dist/console",
    emptyOutDir: true,
    lib: { entry: ENTRIES, formats: ["es"], fileName: (_, name) => `${name}.js` },
    minify: "terser",
    terserOptions: { module: true, format: { comments: false, preamble: "/*! Suunta: EUPL-1.2 */" } },
  },
});
