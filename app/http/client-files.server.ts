import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** A page for the reader's disk: opened from here it would be bound to this site's rules and network. */
const TO_BE_SAVED = "/verify-offline.html";

/** A name, then the hash of the content. */
const SCRIPT = /^\/assets\/(.+)-[\w-]{8}\.js$/;

const PACKS_WELL = /^(text|application\/json|image\/svg)/;

interface ClientFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  /** The same, packed; made when it is first asked for. Null for what is packed already, such as pictures and fonts. */
  packed: () => Uint8Array<ArrayBuffer> | null;
  etag: string;
  isSaved: boolean;
  isImmutable: boolean;
}

export interface ClientFiles {
  answer: (request: Request) => Response | null;
  /** The address of a built script by the name that `vite.config.ts` gives it; null where there is none. */
  script: (name: string) => string | null;
}

/** The built assets and the contents of `public`, held in memory: nothing else of the disk can be asked for. */
export function readClientFiles(folder: URL): ClientFiles {
  const root = fileURLToPath(folder);
  const files = new Map<string, ClientFile>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(root, path).split(sep).map(encodeURIComponent).join("/")}`;
    files.set(address, toClientFile(path, address));
  }
  return {
    answer: (request) => answer(request, files.get(new URL(request.url).pathname)),
    script: (name) => [...files.keys()].find((address) => SCRIPT.exec(address)?.[1] === name) ?? null,
  };
}

function toClientFile(path: string, address: string): ClientFile {
  const bytes = new Uint8Array(readFileSync(path));
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  let packed: Uint8Array<ArrayBuffer> | null = null;
  return {
    bytes,
    type,
    packed: () => {
      if (PACKS_WELL.test(type)) packed ??= new Uint8Array(gzipSync(bytes, { level: 9 }));
      return packed;
    },
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    isSaved: address === TO_BE_SAVED,
    isImmutable: address.startsWith("/assets/"),
  };
}

function answer(request: Request, file: ClientFile | undefined): Response | null {
  if (!file || (request.method !== "GET" && request.method !== "HEAD")) return null;
  const takesPacked = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(request.headers.get("accept-encoding") ?? "");
  const packed = takesPacked ? file.packed() : null;
  const body = packed ?? file.bytes;
  // Two forms of one file are two things to keep (RFC 9110 §8.8.3.3).
  const etag = packed ? file.etag.replace(/"$/, '-gz"') : file.etag;
  const headers = {
    "Content-Type": file.type,
    ETag: etag,
    Vary: "Accept-Encoding",
    ...(packed && { "Content-Encoding": "gzip" }),
    ...(file.isSaved ? { "Content-Disposition": `attachment; filename="${TO_BE_SAVED.slice(1)}"` } : {}),
    "Cache-Control": file.isImmutable ? "public, max-age=31536000, immutable" : "public, max-age=3600",
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : body, {
    headers: { ...headers, "Content-Length": String(body.byteLength) },
  });
}
