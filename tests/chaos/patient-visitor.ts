import { type Answer, Visitor } from "#tests/support/visitor.ts";

/** Longer than the server may leave a request without an answer, whatever happened to its database. */
export const LONGEST_ANSWER_MILLISECONDS = 25_000;

/** The connection broke, or no answer came in time. */
export class NoAnswer extends Error {}

/** A signed-in person whose requests always end: with an answer, or with the knowledge that there was none. */
export class PatientVisitor {
  readonly #server: ConstructorParameters<typeof Visitor>[0];
  readonly #visitor: Visitor;
  /** Requests to a running process that never got an answer. */
  readonly unanswered: string[] = [];

  constructor(server: ConstructorParameters<typeof Visitor>[0], signedIn: Visitor) {
    this.#server = server;
    this.#visitor = new Visitor(server);
    for (const pair of signedIn.cookie.split("; ")) {
      const at = pair.indexOf("=");
      this.#visitor.setCookie(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  get(path: string): Promise<Answer> {
    return this.#within(`GET ${path}`, this.#visitor.get(path));
  }

  post(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.#within(`POST ${path}`, this.#visitor.post(path, fields));
  }

  upload(path: string, file: { field: string; name: string; bytes: string }): Promise<Answer> {
    return this.#within(`POST ${path}`, this.#visitor.upload(path, {}, file));
  }

  /** As an API client: without cookies. @returns the status; 0 for no answer */
  async send(path: string, body: string, headers: Record<string, string>): Promise<number> {
    const program = new Visitor(this.#server);
    const json = { "content-type": "application/json; charset=utf-8", ...headers };
    const asked = program.request("POST", path, { headers: json, body });
    return this.#within(`POST ${path}`, asked).then(
      ({ status }) => status,
      () => 0,
    );
  }

  async #within(what: string, asked: Promise<Answer>): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.unanswered.push(what);
        reject(new NoAnswer(`${what}: no answer`));
      }, LONGEST_ANSWER_MILLISECONDS);
    });
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      throw new NoAnswer(`${what}: ${(error as Error).message}`);
    } finally {
      clearTimeout(timer);
    }
  }
}
