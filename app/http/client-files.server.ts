import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync, constants as of } from "node:zlib";
import { type Coding, codedHeaders, codingFor, packsWell } from "./coding.ts";
import { unlessHeld } from "./public-answer.ts";

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".py": "text/x-python; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** Files to save to disk. In the browser, the page would be bound to this site's policy and network. */
const TO_BE_SAVED = /^\/verify(-offline\.html$|\/)/;

/** A name, then the hash of the content. */
const SCRIPT = /^\/assets\/(.+)-[\w-]{8}\.js$/;

/** Close to the best compression at a tenth of its cost. Each file is compressed once per process. */
const BROTLI = { params: { [of.BROTLI_PARAM_QUALITY]: 9 } };

interface ClientFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  /** The encoded file, created at first use. Null for formats that are compressed already, such as images and fonts. */
  packed: ((coding: Coding) => Uint8Array<ArrayBuffer>) | null;
  etag: string;
  /** The name under which it is saved. Null for files that are shown. */
  savedAs: string | null;
  isImmutable: boolean;
}

export interface ClientFiles {
  answer: (request: Request) => Response | null;
  /** The address of a built script by its name in `vite.config.ts`. Null if there is none. */
  script: (name: string) => string | null;
}

/**
 * Holds the built assets and the contents of `public` in memory, so that no other file of the disk can be requested.
 */
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
  const packed = new Map<Coding, Uint8Array<ArrayBuffer>>();
  const pack = (coding: Coding) => {
    const kept = packed.get(coding);
    if (kept) return kept;
    const made = new Uint8Array(coding === "br" ? brotliCompressSync(bytes, BROTLI) : gzipSync(bytes, { level: 9 }));
    packed.set(coding, made);
    return made;
  };
  return {
    bytes,
    type,
    packed: packsWell(type) ? pack : null,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    savedAs: TO_BE_SAVED.test(address) ? basename(path) : null,
    isImmutable: address.startsWith("/assets/"),
  };
}

function answer(request: Request, file: ClientFile | undefined): Response | null {
  if (!file || (request.method !== "GET" && request.method !== "HEAD")) return null;
  const coding = file.packed && codingFor(request.headers.get("accept-encoding"));
  const plain = new Headers({
    "Content-Type": file.type,
    ETag: file.etag,
    ...(file.savedAs && { "Content-Disposition": `attachment; filename="${file.savedAs}"` }),
    "Cache-Control": cachingOf(file),
  });
  const headers = coding ? codedHeaders(plain, coding) : plain;
  if (file.packed && !coding) headers.append("Vary", "Accept-Encoding");
  const held = unlessHeld(request, new Response(null, { headers }));
  if (held.status === 304) return held;
  const body = coding ? file.packed!(coding) : file.bytes;
  headers.set("Content-Length", String(body.byteLength));
  return new Response(request.method === "HEAD" ? null : body, { headers });
}

/** Pages show the hash of a file to be saved, so a copy must not be older than the page. */
function cachingOf({ isImmutable, savedAs }: ClientFile): string {
  if (isImmutable) return "public, max-age=31536000, immutable";
  return savedAs === null ? "public, max-age=3600" : "public, no-cache";
}
