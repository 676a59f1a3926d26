import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer as it goes out, headers and all. */
interface Prepared {
  headers: Record<string, string>;
  body: Uint8Array;
  etag: string;
  /** What strangers were told when it was made; null for one that never changes. */
  version: string | null;
  keptAt: number;
}

/** Another process may publish: what this one keeps is never older than this. */
const SECOND = 1000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 1024 * 1024;
const CACHED_TYPES = /^(application\/(json|octet-stream|did\+json|jwk-set\+json|vc\+jwt)|text\/plain)\b/;

/**
 * Keeps public answers ready, so that a crowd of strangers costs no query each: what is immutable (tiles of the log) for as
 * long as there is room, the rest (evidence, keys, lists) for one second and only until this process publishes something.
 * Nothing with a cookie, a language or a nonce is kept, and no address with a search. While one answer is being made anew,
 * those who ask for it wait for that one.
 */
export class PreparedAnswers {
  readonly #kept = new Map<string, Prepared>();
  readonly #making = new Map<string, Promise<unknown>>();
  readonly #version: () => string;
  readonly #now: () => number;
  #bytes = 0;

  /** @param version another text whenever strangers are told something else */
  constructor(version: () => string, now: () => number = Date.now) {
    this.#version = version;
    this.#now = now;
  }

  /**
   * Answers at once, where the answer is ready and the question plain.
   *
   * @param ours headers of this one answer
   * @returns whether it did
   */
  serve(request: IncomingMessage, response: ServerResponse, ours: Record<string, string> = {}): boolean {
    const found = request.method === "GET" ? this.#find(request.url ?? "") : null;
    if (!found || request.headers.range !== undefined || request.headers.expect !== undefined) return false;
    const held = request.headers["if-none-match"];
    if (held === found.etag) response.writeHead(304, { ...withoutBody(found.headers), ...ours }).end();
    else if (held !== undefined) return false;
    else response.writeHead(200, { ...found.headers, ...ours }).end(found.body);
    return true;
  }

  /**
   * Makes an answer and keeps it where it may be kept.
   * @param url path and search, as asked
   */
  async make(method: string, url: string, work: () => Promise<Response>): Promise<Response> {
    if (method !== "GET") return work();
    const underWay = this.#making.get(url);
    if (underWay) await underWay;
    const ready = this.#find(url);
    if (ready) return new Response(ready.body as Uint8Array<ArrayBuffer>, { headers: ready.headers });
    // Only what was kept before is worth waiting for: everything else is made side by side.
    const isWaitedFor = this.#kept.has(url);
    const making = this.#keep(url, work, this.#version());
    if (isWaitedFor) {
      const over = making.then(nothing, nothing).finally(() => this.#making.delete(url));
      this.#making.set(url, over);
    }
    return making;
  }

  async #keep(url: string, work: () => Promise<Response>, version: string): Promise<Response> {
    const answer = await work();
    const etag = answer.headers.get("etag");
    const control = answer.headers.get("cache-control") ?? "";
    const isPublic = answer.status === 200 && control.startsWith("public") && etag !== null && !url.includes("?");
    const isPlain = CACHED_TYPES.test(answer.headers.get("content-type") ?? "") && !answer.headers.has("vary");
    if (!isPublic || !isPlain || answer.headers.has("set-cookie")) return answer;
    const body = new Uint8Array(await answer.arrayBuffer());
    const headers = { ...Object.fromEntries(answer.headers), "content-length": String(body.byteLength) };
    if (body.byteLength <= MOST_BYTES_OF_ONE) {
      const isForEver = control.includes("immutable");
      this.#drop(url);
      this.#kept.set(url, { headers, body, etag, version: isForEver ? null : version, keptAt: this.#now() });
      this.#bytes += body.byteLength;
      for (const [oldest] of this.#kept) {
        if (this.#bytes <= MOST_BYTES) break;
        this.#drop(oldest);
      }
    }
    return new Response(body, { headers });
  }

  #find(url: string): Prepared | null {
    const found = this.#kept.get(url);
    if (!found) return null;
    if (found.version === null) return found;
    return found.version === this.#version() && this.#now() - found.keptAt < SECOND ? found : null;
  }

  #drop(url: string): void {
    this.#bytes -= this.#kept.get(url)?.body.byteLength ?? 0;
    this.#kept.delete(url);
  }
}

function nothing(): void {}

function withoutBody(headers: Record<string, string>): Record<string, string> {
  const { "content-length": _length, "content-type": _type, "content-disposition": _name, ...rest } = headers;
  return rest;
}
