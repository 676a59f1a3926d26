import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, type IncomingMessage, type RequestOptions as SendOptions, request as send } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { RunningServer } from "./server.ts";
import { totpCode } from "./totp.ts";
import { waitFor } from "./wait-for.ts";

export interface Answer {
  status: number;
  /** The text after the status. */
  reason: string;
  headers: Headers;
  bytes: Uint8Array;
  /** The body as UTF-8. */
  text: string;
  /** Path and query of a redirect; empty without one. */
  location: string;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  body?: string | Uint8Array | URLSearchParams;
}

/** Keeps connections, so that thousands of requests don't each need a port. */
const KEPT = new Agent({ keepAlive: true, maxSockets: 16 });

/** A connection for each request. With a limit, requests still offer to keep it, as browsers do. */
const FRESH = new Agent({ keepAlive: false, maxSockets: 16 });

/** The loopback network has sixteen million addresses: each visitor is a separate caller for the rate limits. */
function drawAddress(): string {
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(2, 255)}`;
}

/**
 * One person with a browser without JavaScript: keeps cookies, sends the origin of the current page, follows no
 * redirects.
 */
export class Visitor {
  readonly #server: Pick<RunningServer, "origin" | "port">;
  readonly #cookies = new Map<string, string>();
  address = drawAddress();

  constructor(server: Pick<RunningServer, "origin" | "port">) {
    this.#server = server;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async request(method: string, path: string, { headers = {}, body }: RequestOptions = {}): Promise<Answer> {
    const { origin, port } = this.#server;
    const bytes = body === undefined ? null : Buffer.from(body instanceof Uint8Array ? body : String(body));
    const sent: Record<string, string> = { host: new URL(origin).host, ...headers };
    if (this.#cookies.size > 0) sent.cookie ??= this.cookie;
    if (method !== "GET" && method !== "HEAD") sent.origin ??= origin;
    if (body instanceof URLSearchParams) sent["content-type"] ??= "application/x-www-form-urlencoded;charset=UTF-8";
    if (bytes) sent["content-length"] = String(bytes.length);
    const agent = onlyReads(method) ? KEPT : FRESH;
    const address = { host: "127.0.0.1", port, path, method, localAddress: this.address, agent };
    const response = await ask({ ...address, headers: withoutEmpty(sent) }, bytes);
    const received = await buffer(response);
    this.#keep(response.headers["set-cookie"] ?? []);
    const target = response.headers.location;
    const to = target === undefined ? null : new URL(target, origin);
    return {
      status: response.statusCode ?? 0,
      reason: response.statusMessage ?? "",
      headers: toHeaders(response),
      bytes: new Uint8Array(received),
      text: received.toString("utf8"),
      location: to === null ? "" : `${to.origin === origin ? "" : to.origin}${to.pathname}${to.search}`,
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request("GET", path, { headers });
  }

  /** Saves a setting with its form on a page, based on the version that the page shows. */
  async save(path: string, table: string, fields: Record<string, string>): Promise<Answer> {
    const { text } = await this.get(path);
    const form = new RegExp(
      `name="setting" value="(${table}[^"]*)"/><input type="hidden" name="basedOn" value="(\\d+)"`,
    );
    const [, setting, basedOn] = form.exec(text) ?? [];
    if (setting === undefined || basedOn === undefined) throw new Error(`no form of ${table} at ${path}`);
    return this.post(path, { ...fields, setting, basedOn });
  }

  post(path: string, fields: Record<string, string> | [string, string][]): Promise<Answer> {
    return this.request("POST", path, { body: new URLSearchParams(fields) });
  }

  async upload(
    path: string,
    fields: Record<string, string>,
    file: { field: string; name: string; bytes: Uint8Array | string },
  ): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(file.field, new Blob([Buffer.from(file.bytes as string)]), file.name);
    const encoded = new Response(form);
    const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
    return this.request("POST", path, { headers, body: new Uint8Array(await encoded.arrayBuffer()) });
  }

  #keep(cookies: string[]): void {
    for (const cookie of cookies) {
      const [pair = "", ...attributes] = cookie.split(";");
      const at = pair.indexOf("=");
      const name = pair.slice(0, at).trim();
      if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(at + 1));
    }
  }
}

/** Requests that can be repeated without effect (RFC 9110, 9.2.2). */
const onlyReads = (method = "GET") => method === "GET" || method === "HEAD";

/**
 * A server closes a connection that was idle for a minute, and a busy test notices this only at the next request. One
 * that only reads is repeated on another connection. Others never use a connection that was idle.
 */
function ask(options: SendOptions, bytes: Uint8Array | null): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = send(options, resolve);
    request.once("error", (error: NodeJS.ErrnoException) => {
      const mayRepeat = onlyReads(options.method ?? undefined) && request.reusedSocket;
      if (mayRepeat && error.code === "ECONNRESET") resolve(ask(options, bytes));
      else reject(error);
    });
    request.end(bytes);
  });
}

function toHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}

/** An empty header is not sent. */
function withoutEmpty(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
}

/** Waits for a mail of a kind to an address, in the data folder. @returns its readable text */
export function readMail(server: RunningServer, to: string, kind: string): Promise<string> {
  const folder = join(server.dataDir, "mail");
  const find = () => {
    const names = readdirSync(folder).filter((name) => name.endsWith(".txt") && name.includes(`-${kind}-`));
    const texts = names.sort().map((name) => readFileSync(join(folder, name), "utf8"));
    const mail = texts.findLast((text) => text.startsWith(`To: ${to}\n`) && text.trimEnd().includes("\n\n"));
    if (!mail) throw new Error(`no ${kind} mail to ${to}`);
    return mail;
  };
  return waitFor(find, { timeout: 60_000, interval: 50 });
}

/** The path of the first link in a mail. */
export function linkIn(mail: string): string {
  const address = /https?:\/\/\S+/.exec(mail)?.[0];
  if (!address) throw new Error(`no link in: ${mail}`);
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}

export interface Person {
  name: string;
  email: string;
  password: string;
  /** What they answer at sign-up: a company, if absent. */
  kind?: string;
}

/** Creates an account with the pages and their mails, with a second factor. @returns the person's signed-in browser */
export async function signUp(server: RunningServer, person: Person): Promise<Visitor> {
  const visitor = await signUpByPassword(server, person);
  await enrol(visitor, person);
  return visitor;
}

/** The same without a second factor: for people who neither manage nor issue. */
export async function signUpByPassword(server: RunningServer, person: Person): Promise<Visitor> {
  const visitor = new Visitor(server);
  const form = { kind: "company", ...person, locale: "en" };
  const answer = await visitor.post("/sign-up", form);
  // Where the operator set texts, the page has a box for each.
  const agreed = answer.status === 422 ? agreementsIn(answer.text) : {};
  expectRedirect(Object.keys(agreed).length > 0 ? await visitor.post("/sign-up", { ...form, ...agreed }) : answer);
  const link = linkIn(await readMail(server, person.email, "confirmAddress"));
  const token = new URL(link, server.origin).searchParams.get("token") ?? "";
  expectRedirect(await visitor.post(link, { token }));
  return visitor;
}

/** The boxes of a form that agree to the operator's texts. */
export function agreementsIn(html: string): Record<string, string> {
  const found = ["agreeTerms", "agreePrivacy"].map((name) => [name, fieldOf(html, name)] as const);
  return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== undefined)) as Record<
    string,
    string
  >;
}

/** Backup codes of people who enrolled in this process, by address; each code is valid once, at any time. */
const backupCodes = new Map<string, string[]>();

/** Sets up the second factor of a signed-in person. @returns the key of their authenticator app */
export async function enrol(
  visitor: Visitor,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<string> {
  const page = "/account/second-factor?next=/account";
  const begun = await visitor.post(page, { intent: "begin-second-factor", beginPassword: password });
  const uri = fieldOf(begun.text, "uri")?.replaceAll("&amp;", "&");
  if (!uri) throw new Error(`no second factor: ${readable(begun.text)}`);
  backupCodes.set(email, backupCodesIn(begun.text));
  expectRedirect(await visitor.post(page, { intent: "confirm-second-factor", code: totpCode(uri), uri }));
  return uri;
}

export function backupCodesIn(html: string): string[] {
  return readable(html).match(/\b[A-Za-z0-9]{5}-[A-Za-z0-9]{5}\b/g) ?? [];
}

/**
 * Signs a person in again, with password and, if enrolled, a backup code: a given one, or one that this process saw.
 * @returns the address of the redirect
 */
export async function signIn(
  visitor: Visitor,
  { email, password, ...given }: Pick<Person, "email" | "password"> & { backupCodes?: string[] },
): Promise<string> {
  const first = expectRedirect(await visitor.post("/sign-in", { email, password }));
  if (!first.startsWith("/sign-in/second-factor")) return first;
  const code = (given.backupCodes ?? backupCodes.get(email))?.pop();
  if (!code) throw new Error(`no backup code of ${email}`);
  return expectRedirect(await visitor.post(first, { kind: "backup", code }));
}

/** @throws Error with the page, if a form was not accepted */
export function expectRedirect(answer: Answer): string {
  if (answer.status < 300 || answer.status > 399) throw new Error(`${answer.status}: ${readable(answer.text)}`);
  return answer.location;
}

/** The value of a hidden or typed field of a page. */
export function fieldOf(html: string, name: string): string | undefined {
  const tag = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0];
  return tag && /value="([^"]*)"/.exec(tag)?.[1];
}

/** The text of a page, without tags, scripts and styles. */
export function readable(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}
