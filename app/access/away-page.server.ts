import { createHash } from "node:crypto";
import { type Locale, languageTag, translator } from "#app/i18n/index.ts";

/** The values of the tokens in `app.css`, because the page must work without any other file. */
const STYLE = `
:root{--ink:#13221c;--muted:#5c6b64;--paper:#fbfaf6;--line:#e3e1d8}
@media(prefers-color-scheme:dark){:root{--ink:#e9eeea;--muted:#a2afa8;--paper:#101714;--line:#29342f}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Noto Sans","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
header{display:flex;align-items:center;gap:12px;padding:16px max(20px,calc(50vw - 560px));border-bottom:1px solid var(--line);font-weight:600}
main{padding:64px max(20px,calc(50vw - 560px))}
h1{margin:0 0 12px;font-size:28px;line-height:1.25}
p{margin:0;max-width:36em;color:var(--muted)}`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page for an unavailable service, in the reader's language. Self-contained and without a script. */
export function awayPage(locale: Locale, headers: Record<string, string>): Response {
  const { title, text } = translator(locale).error.unavailable;
  const language = languageTag(locale);
  const page = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>${title} · Truetonne</title><style>${STYLE}</style></head>
<body><header><img src="/favicon.svg" alt="" width="28" height="28">Truetonne</header>
<main><h1>${title}</h1><p>${text}</p></main></body></html>`;
  return new Response(page, {
    status: 503,
    headers: {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      "Content-Security-Policy": POLICY,
    },
  });
}
