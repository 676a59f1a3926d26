import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, minus, order, over, size, times } from "./fraction.ts";
import { isSameKind, rate } from "./measure.ts";
import type { Opinion } from "./opinion.ts";

/** Where a worked example stands, in words of our own: facts and figures only. */
export interface GoldenSource {
  says: string;
  publisher: string;
  document: string;
  edition: string;
  /** Example, table, page. */
  place: string;
  url: string;
  /** Where its text was read, when that was not the publisher's own file. */
  readFrom?: string;
  note?: string;
}

/** One figure as it was printed. */
export interface PublishedFigure {
  /** JSON pointer into the results; a line by the id of its activity. */
  at: string;
  value: string;
  /** Of the printed figure; masses of gas are kg in the results. */
  unit: string;
  /** The last digit that counts, where it is not the last one printed: `1000` for 28,000 known to the thousand. */
  step?: string;
  /** What is wrong with it: the engine must not come to this figure. */
  erratum?: string;
}

export interface GoldenCase extends InventoryDocument {
  about: string | GoldenSource;
  published?: PublishedFigure[];
  expected: Opinion;
}

type Found = Pick<Opinion, "lines"> & { totals?: unknown };

/** The exact text a pointer names, or null where the results do not have it. */
export function figureAt(results: Found, pointer: string): string | null {
  let here: unknown = results;
  for (const step of pointer.split("/").slice(1)) {
    const list = Array.isArray(here) ? here : null;
    here = list ? list.find((line) => line.activity === step) : (here as Record<string, unknown> | undefined)?.[step];
    if (here === undefined || here === null) return null;
  }
  return typeof here === "string" ? here : null;
}

/** The exact result in the unit of the printed figure. */
export function inPrintedUnit(exact: string, pointer: string, results: Found, unit: string): Fraction {
  const own = pointer.endsWith("/quantity") ? figureAt(results, pointer.replace(/quantity$/, "unit"))! : "kg";
  if (!isSameKind(own, unit)) throw new Error(`${pointer} is in ${own}, not in ${unit}`);
  return times(f(exact), rate(own, unit));
}

/** Does the exact result round to the printed digits? A tie may have gone either way (methodology rules 15, 16). */
export function isPrintedAs(exact: Fraction, { value, step }: Pick<PublishedFigure, "value" | "step">): boolean {
  const decimals = value.split(".")[1]?.length ?? 0;
  const last = step ? f(step) : over(f("1"), f(`1${"0".repeat(decimals)}`));
  return order(size(minus(exact, f(value))), over(last, f("2"))) <= 0n;
}

/** Is a figure as it should be: reproduced, or, where it is an erratum, not? */
export function holds(results: Found, figure: PublishedFigure): boolean {
  const exact = figureAt(results, figure.at);
  const isSame = exact !== null && isPrintedAs(inPrintedUnit(exact, figure.at, results, figure.unit), figure);
  return isSame === (figure.erratum === undefined);
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** A row of the table in `tests/golden/README.md`: the first published figure, and what it is exactly. */
export function tableRow(name: string, { about, published, expected }: GoldenCase): string | null {
  const [figure] = published ?? [];
  if (typeof about === "string" || !figure) return null;
  const exact = figureAt(expected, figure.at);
  const ours = exact === null ? (expected.issues[0]?.code ?? "none") : `${exact} kg`;
  const told = figure.erratum ? `~~${figure.value} ${figure.unit}~~` : `${figure.value} ${figure.unit}`;
  const shown = figure.at.endsWith("/quantity") ? ours.replace(/ kg$/, ` ${figure.unit}`) : ours;
  const wrong = figure.erratum ? `erratum: ${figure.erratum}` : "";
  const source = `${about.publisher}, ${about.document}, ${about.edition}, ${about.place}`;
  return `| \`${name.replace(/\.json$/, "")}\` | ${[source, told, shown, wrong].map(cell).join(" | ").trim()} |`;
}
