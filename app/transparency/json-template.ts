import { canonicalJson } from "./canonical-json.ts";

/** What stands in a sample for the text of an open place. No text that PostgreSQL keeps holds this character. */
const MARK = "\u0000";
const MARK_IN_JSON = /(?<=")\\u0000(\d+)\\u0000(?=")/;

/** A text that is left open: a string value of the sample that a template is made of. */
export function openPlace(number: number): string {
  return `${MARK}${number}${MARK}`;
}

/**
 * The canonical JSON of values that differ in some of their texts alone: what is the same is written once. Gives exactly
 * what `canonicalJson` gives of the value with those texts in their places.
 */
export class JsonTemplate {
  readonly #first: string;
  /** Which text comes next, and what stands behind it. */
  readonly #rest: readonly { place: number; behind: string }[];

  /** @param sample a value whose open texts are `openPlace(0)`, `openPlace(1)` … @throws TransparencyError as of `canonicalJson` */
  constructor(sample: unknown) {
    const [first, ...rest] = canonicalJson(sample).split(MARK_IN_JSON);
    this.#first = first!;
    this.#rest = rest.flatMap((part, at) => (at % 2 === 0 ? [{ place: Number(part), behind: rest[at + 1]! }] : []));
  }

  /** @param texts by the numbers of their places, each as it stands between the quotes: `"` and others escaped (`inQuotes`) */
  fill(texts: readonly string[]): string {
    let text = this.#first;
    for (const { place, behind } of this.#rest) text += texts[place]! + behind;
    return text;
  }
}

/** A text as it stands between the quotes of canonical JSON. */
export function inQuotes(text: string): string {
  return canonicalJson(text).slice(1, -1);
}
