import type { IncomingMessage, ServerResponse } from "node:http";
import { type Coding, codedHeaders, codingFor } from "./coding.ts";
import { compressWhole, mayPack } from "./compress.server.ts";
import { tagOf } from "./public-answer.ts";
import { isStrangerPage, strangerForm } from "./stranger-page.server.ts";

/** One form of an answer: plain or coded. */
interface Form {
  /** Alternating names and values, which are sent without inspection. */
  head: string[];
  /** The headers of a 304 answer. */
  headUnchanged: string[];
  /** The body with one character per byte, so that headers and text are sent in one write. */
  text: string;
}

interface Prepared {
  headers: Record<string, string>;
  plain: Form;
  /** The coded forms created so far. Null if compression gains nothing. */
  packed: Map<Coding, Form> | null;
  etag: string;
  /** The public version at the time of creation. Null for an answer that never changes. */
  version: string | null;
  keptAt: number;
}

/** Another process may publish something, so cached answers never get older than this. */
const SECOND = 1000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 1024 * 1024;
const CACHED_TYPES = /^(application\/(json|octet-stream|did\+json|jwk-set\+json|vc\+jwt)|text\/plain)\b/;

/**
 * Caches public answers, so that many strangers cause no query each. Immutable ones (tiles of the log) stay while there
 * is space. Others (evidence, keys, lists) stay for one second, and only until this process publishes something. A page
 * for strangers is cached in each language, for clients without other cookies than the language. Nothing else with a
 * cookie, a language or a nonce is cached, and no address with a query. Requests for an answer that is being created
 * wait for it.
 */
export class PreparedAnswers {
  readonly #kept = new Map<string, Prepared>();
  readonly #making = new Map<string, Promise<unknown>>();
  readonly #version: () => string;
  readonly #now: () => number;
  #bytes = 0;

  /** @param version a text that changes whenever the public content changes */
  constructor(version: () => string, now: () => number = Date.now) {
    this.#version = version;
    this.#now = now;
  }

  /**
   * Answers immediately if a cached answer fits the request, or once it is created for another request.
   *
   * @param ours names and values of headers of this one answer
   * @returns whether it answered
   */
  serve(request: IncomingMessage, response: ServerResponse, ours: readonly string[] = []): boolean | Promise<boolean> {
    const { method, headers, url = "" } = request;
    if (method !== "GET" || headers.range !== undefined || headers.expect !== undefined) return false;
    const found = this.#findFor(request);
    if (found) return send(found, request, response, ours);
    if (this.#making.size === 0) return false;
    const form = strangerForm(headers.cookie, headers["accept-language"]);
    const [underWay] = namesOf(url, form).flatMap((name) => this.#making.get(name) ?? []);
    if (!underWay) return false;
    return underWay.then(() => {
      const made = this.#findFor(request);
      return made !== null && send(made, request, response, ours);
    });
  }

  /** Creates an answer and caches it if allowed. */
  async make(request: Request, work: () => Promise<Response>): Promise<Response> {
    if (request.method !== "GET") return work();
    const { pathname, search } = new URL(request.url);
    const url = pathname + search;
    const { headers } = request;
    const form = strangerForm(headers.get("cookie") ?? undefined, headers.get("accept-language") ?? undefined);
    const names = namesOf(url, form);
    for (const name of names) {
      const underWay = this.#making.get(name);
      if (underWay) await underWay;
    }
    const ready = names.map((name) => this.#find(name)).find((found) => found !== null);
    if (ready) return new Response(Buffer.from(ready.plain.text, "latin1"), { headers: ready.headers });
    // Waits only for what was cached before. Everything else is created concurrently.
    const awaited = names.find((name) => this.#kept.has(name));
    const making = this.#keep(url, form, work, this.#version());
    if (awaited !== undefined) {
      const over = making.then(nothing, nothing).finally(() => this.#making.delete(awaited));
      this.#making.set(awaited, over);
    }
    return making;
  }

  async #keep(url: string, form: string | null, work: () => Promise<Response>, version: string): Promise<Response> {
    const answer = await work();
    const isPage = isStrangerPage(answer);
    const control = answer.headers.get("cache-control") ?? "";
    const isPublic = answer.status === 200 && control.startsWith("public") && !url.includes("?");
    const isPlain = isPage
      ? form !== null
      : CACHED_TYPES.test(answer.headers.get("content-type") ?? "") &&
        answer.headers.has("etag") &&
        !answer.headers.has("vary");
    if (!isPublic || !isPlain || answer.headers.has("set-cookie")) return answer;
    const body = new Uint8Array(await answer.arrayBuffer());
    const etag = answer.headers.get("etag") ?? tagOf(body);
    const headers: Record<string, string> = {
      ...Object.fromEntries(answer.headers),
      etag,
      "content-length": String(body.byteLength),
    };
    if (body.byteLength <= MOST_BYTES_OF_ONE) {
      const isForEver = control.includes("immutable");
      const name = isPage ? pageName(url, form!) : url;
      this.#drop(name);
      const packed = mayPack(headers["content-type"], body.byteLength) ? new Map<Coding, Form>() : null;
      const varied = packed
        ? { ...headers, vary: [headers.vary, "Accept-Encoding"].filter(Boolean).join(", ") }
        : headers;
      const prepared = { headers, plain: formOf(varied, body), packed, etag };
      this.#kept.set(name, { ...prepared, version: isForEver ? null : version, keptAt: this.#now() });
      this.#bytes += body.byteLength;
      for (const [oldest] of this.#kept) {
        if (this.#bytes <= MOST_BYTES) break;
        this.#drop(oldest);
      }
    }
    return new Response(body, { headers });
  }

  /** Plain addresses first, since most requests have them and they need no other header. */
  #findFor({ url = "", headers }: IncomingMessage): Prepared | null {
    const plain = this.#find(url);
    if (plain) return plain;
    const form = strangerForm(headers.cookie, headers["accept-language"]);
    return form === null ? null : this.#find(pageName(url, form));
  }

  #find(url: string): Prepared | null {
    const found = this.#kept.get(url);
    if (!found) return null;
    if (found.version === null) return found;
    return found.version === this.#version() && this.#now() - found.keptAt < SECOND ? found : null;
  }

  #drop(url: string): void {
    this.#bytes -= this.#kept.get(url)?.plain.text.length ?? 0;
    this.#kept.delete(url);
  }
}

/** @returns false if the client has another version, which needs the full path */
function send(found: Prepared, request: IncomingMessage, response: ServerResponse, ours: readonly string[]): boolean {
  const { "if-none-match": held, "accept-encoding": accepted } = request.headers;
  const form = formFor(found, accepted);
  if (held === undefined) response.writeHead(200, [...form.head, ...ours]).end(form.text, "latin1");
  else if (held.replace(/^W\//, "") === found.etag) response.writeHead(304, [...form.headUnchanged, ...ours]).end();
  else return false;
  return true;
}

function formFor({ headers, plain, packed }: Prepared, accepted: string | string[] | undefined): Form {
  const coding = packed && codingFor(String(accepted ?? ""));
  if (!coding) return plain;
  const made = packed.get(coding);
  if (made) return made;
  const bytes = compressWhole(Buffer.from(plain.text, "latin1"), coding);
  const coded = {
    ...Object.fromEntries(codedHeaders(new Headers(headers), coding)),
    "content-length": `${bytes.length}`,
  };
  const form = formOf(coded, bytes);
  packed.set(coding, form);
  return form;
}

function formOf(headers: Record<string, string>, body: Uint8Array): Form {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
  return { head: Object.entries(headers).flat(), headUnchanged: withoutBody(headers), text };
}

/** The names under which an answer may be cached. */
function namesOf(url: string, form: string | null): string[] {
  return form === null ? [url] : [url, pageName(url, form)];
}

/** Addresses contain no spaces. */
function pageName(url: string, form: string): string {
  return `${url} ${form}`;
}

function nothing(): void {}

const OF_THE_BODY = ["content-length", "content-type", "content-disposition", "content-encoding"];

function withoutBody(headers: Record<string, string>): string[] {
  return Object.entries(headers).flatMap((header) => (OF_THE_BODY.includes(header[0]) ? [] : header));
}
