import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import type { TestServer } from "./server.ts";

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** The body as UTF-8. */
  text: string;
  /** Path and search of a redirect; empty where it is none. */
  location: string;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  body?: BodyInit;
}

/** One person at a browser without JavaScript: keeps cookies, sends the origin of the page it is on, follows nothing. */
export class Visitor {
  readonly #server: TestServer;
  readonly #cookies = new Map<string, string>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const response = await fetch(new URL(path, this.#server.origin), {
      method,
      redirect: "manual",
      headers: {
        ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}),
        ...(method === "GET" || method === "HEAD" ? {} : { origin: this.#server.origin }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: options.body }),
    });
    this.#keep(response.headers.getSetCookie());
    const bytes = new Uint8Array(await response.arrayBuffer());
    const target = response.headers.get("location");
    const address = target === null ? null : new URL(target, this.#server.origin);
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text: new TextDecoder().decode(bytes),
      location: address === null ? "" : `${address.pathname}${address.search}`,
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request("GET", path, { headers });
  }

  post(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.request("POST", path, { body: new URLSearchParams(fields) });
  }

  upload(path: string, fields: Record<string, string>, file: { field: string; name: string; bytes: Uint8Array }) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set(file.field, new Blob([new Uint8Array(file.bytes)]), file.name);
    return this.request("POST", path, { body });
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

/** Waits for a mail of a kind to an address, as written to the data folder. @returns its readable text */
export function readMail(server: TestServer, to: string, kind: string): Promise<string> {
  const folder = join(server.dataDir, "mail");
  const find = () => {
    const names = readdirSync(folder).filter((name) => name.endsWith(".txt") && name.includes(`-${kind}-`));
    const texts = names.sort().map((name) => readFileSync(join(folder, name), "utf8"));
    const mail = texts.findLast((text) => text.startsWith(`To: ${to}\n`) && text.trimEnd().includes("\n\n"));
    if (!mail) throw new Error(`no ${kind} mail to ${to}`);
    return mail;
  };
  return vi.waitFor(find, { timeout: 20_000, interval: 50 });
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
}

/** Makes an account by the pages and the mail they send. @returns the person's signed-in browser */
export async function signUp(server: TestServer, person: Person): Promise<Visitor> {
  const visitor = new Visitor(server);
  expectRedirect(await visitor.post("/sign-up", { ...person, locale: "en" }));
  const link = linkIn(await readMail(server, person.email, "confirmAddress"));
  const token = new URL(link, server.origin).searchParams.get("token") ?? "";
  expectRedirect(await visitor.post(link, { token }));
  return visitor;
}

/** @throws Error with the page, where a form was not accepted */
export function expectRedirect(answer: Answer): string {
  if (answer.status < 300 || answer.status > 399) throw new Error(`${answer.status}: ${readable(answer.text)}`);
  return answer.location;
}

/** The words of a page, without tags, scripts and styles. */
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
