import { canonicalJson } from "./canonical-json.ts";

/** What stands in a sample for the text of an open place. No text that PostgreSQL keeps holds this character. */
const MARK = "\u0000";
const MARK_IN_JSON = /(?<=")\\u0000(\d+)\\u0000(?=")/;

/** A text that is left open: a string value of the sample that a template is made of. */
export function openPlace(number: number): string {
  return `${MARK}${number}${MARK}`;
}

/** Where a template is written to, behind what stands there. */
interface Sink {
  addBytes: (piece: Uint8Array) => void;
}

/** Texts by number, which are written there as well. */
interface Texts<S> {
  write: (number: number, sink: S) => void;
}

/**
 * The canonical JSON of values that differ in some of their texts alone: what is the same is encoded once. Writes exactly
 * the bytes of what `canonicalJson` gives of the value with those texts in their places.
 */
export class JsonTemplate {
  readonly #first: Uint8Array;
  /** Which text comes next, and what stands behind each. */
  readonly #places: readonly number[];
  readonly #behind: readonly Uint8Array[];

  /** @param sample a value whose open texts are `openPlace(0)`, `openPlace(1)` … @throws TransparencyError as of `canonicalJson` */
  constructor(sample: unknown) {
    const [first, ...rest] = canonicalJson(sample).split(MARK_IN_JSON);
    this.#first = Buffer.from(first!);
    this.#places = rest.flatMap((part, at) => (at % 2 === 0 ? Number(part) : []));
    this.#behind = rest.flatMap((part, at) => (at % 2 === 1 ? Buffer.from(part) : []));
  }

  /** @param texts by the numbers of their places, each as it stands between the quotes: `"` and others escaped (`inQuotes`) */
  write<S extends Sink>(texts: Texts<S>, sink: S): void {
    sink.addBytes(this.#first);
    for (let at = 0; at < this.#places.length; at += 1) {
      texts.write(this.#places[at]!, sink);
      sink.addBytes(this.#behind[at]!);
    }
  }
}

/** A text as it stands between the quotes of canonical JSON. */
export function inQuotes(text: string): string {
  return canonicalJson(text).slice(1, -1);
}
