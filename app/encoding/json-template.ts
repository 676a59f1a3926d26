import { canonicalJson } from "./canonical-json.ts";

/** Marks a placeholder in a sample. No text in PostgreSQL contains this character. */
const MARK = "\u0000";
const MARK_IN_JSON = /(?<=")\\u0000(\d+)\\u0000(?=")/;

/** A placeholder for a text, used as a string value in the sample of a template. */
export function openPlace(number: number): string {
  return `${MARK}${number}${MARK}`;
}

/** Appends the parts of a template. */
interface Sink {
  addBytes: (piece: Uint8Array) => void;
}

/** Texts by number that append themselves. */
interface Texts<S> {
  write: (number: number, sink: S) => void;
}

/**
 * The canonical JSON of values that differ only in some texts. The common parts are encoded once. Writes the same bytes
 * as `canonicalJson` of the value with those texts.
 */
export class JsonTemplate {
  readonly #first: Uint8Array;
  /** The number of each text, and the JSON after it. */
  readonly #places: readonly number[];
  readonly #behind: readonly Uint8Array[];

  /**
   * @param sample a value with `openPlace(0)`, `openPlace(1)` … as placeholders @throws TransparencyError like
   * `canonicalJson`
   */
  constructor(sample: unknown) {
    const [first, ...rest] = canonicalJson(sample).split(MARK_IN_JSON);
    this.#first = Buffer.from(first!);
    this.#places = rest.flatMap((part, at) => (at % 2 === 0 ? Number(part) : []));
    this.#behind = rest.flatMap((part, at) => (at % 2 === 1 ? Buffer.from(part) : []));
  }

  /** @param texts by placeholder number, escaped for use between quotes (`inQuotes`) */
  write<S extends Sink>(texts: Texts<S>, sink: S): void {
    sink.addBytes(this.#first);
    for (let at = 0; at < this.#places.length; at += 1) {
      texts.write(this.#places[at]!, sink);
      sink.addBytes(this.#behind[at]!);
    }
  }
}

/** A text with the escapes of canonical JSON, without its quotes. */
export function inQuotes(text: string): string {
  return canonicalJson(text).slice(1, -1);
}
