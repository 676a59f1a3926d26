import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { build, type Rollup } from "vite";
import { LOCALES, type Locale, languageTag } from "#app/i18n/locale.ts";
import type { OfflineWords } from "#app/verify/offline/words.ts";
import { pdfReadingInside } from "./pdf-reading-inside.ts";

const ENTRY = fileURLToPath(new URL("../verify/offline/main.tsx", import.meta.url));
const PAGE = new URL("../../public/verify-offline.html", import.meta.url);
const ICON = new URL("../../public/favicon.svg", import.meta.url);

/**
 * The page that verifies reports from disk: script, style and icon in one HTML file. Its policy allows only these, by
 * their hashes, and no network. The same sources give the same bytes.
 */
export async function buildOfflinePage(): Promise<string> {
  const { script, style } = await bundle();
  const noScript = await Promise.all(
    LOCALES.map(async (one) => `<p lang="${languageTag(one)}">${(await wordsOf(one)).noScript}</p>`),
  );
  const csp = [
    "default-src 'none'",
    `script-src 'sha256-${hashOf(script)}'`,
    `style-src 'sha256-${hashOf(style)}'`,
    "img-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${(await wordsOf("en")).pageTitle}</title>
<link rel="icon" href="data:image/svg+xml;base64,${readFileSync(ICON).toString("base64")}">
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript>${noScript.join("")}</noscript>
<script>${script}</script>
</body>
</html>
`;
}

async function wordsOf(locale: Locale): Promise<OfflineWords> {
  return (await import(`../verify/verify-offline.${locale}.ts`)).default;
}

/** One script and one style sheet that load nothing else. */
async function bundle(): Promise<{ script: string; style: string }> {
  const made = (await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [tailwindcss(), pdfReadingInside()],
    esbuild: { jsx: "automatic", legalComments: "none" },
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      cssCodeSplit: false,
      modulePreload: false,
      rollupOptions: { input: ENTRY, output: { format: "iife", inlineDynamicImports: true } },
    },
  })) as Rollup.RollupOutput;
  const script = made.output.find((one) => one.type === "chunk")?.code;
  const style = made.output.find((one) => one.type === "asset" && one.fileName.endsWith(".css"));
  if (script === undefined || style?.type !== "asset") throw new Error("the offline page was not built");
  return {
    // The content of a script or style element must not end the element.
    script: script.trim().replace(/<\/(?=script)/gi, "<\\/"),
    style: withoutFonts(String(style.source)).trim(),
  };
}

/** Fonts are files of the site. From disk the reader's own fonts are used. */
function withoutFonts(style: string): string {
  // pattern: our own text, the built style sheet.
  return style.replace(/@font-face\s*\{[^}]*\}/g, "");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(PAGE, await buildOfflinePage());
