import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, minus, order, over, size, times } from "./fraction.ts";
import { isSameKind, rate } from "./measure.ts";
import type { Opinion } from "./opinion.ts";

/** The source of a worked example, in our own words: facts and figures only. */
export interface GoldenSource {
  says: string;
  publisher: string;
  document: string;
  edition: string;
  /** Example, table and page. */
  place: string;
  url: string;
  /** Where its text was read, if not in the publisher's own file. */
  readFrom?: string;
  note?: string;
}

export interface PublishedFigure {
  /** JSON pointer into the results. Lines are named by the id of their activity. */
  at: string;
  value: string;
  /** Unit of the printed figure. Masses of gas are in kg in the results. */
  unit: string;
  /** The last significant digit, if it isn't the last one printed: `1000` for 28,000 known to the thousand. */
  step?: string;
  /** The error in the published figure. The engine must not reproduce this figure. */
  erratum?: string;
}

export interface GoldenCase extends InventoryDocument {
  about: string | GoldenSource;
  published?: PublishedFigure[];
  expected: Opinion;
}

type Found = Pick<Opinion, "lines"> & { totals?: unknown };

/** The exact text at a pointer, or null if the results don't have it. */
export function figureAt(results: Found, pointer: string): string | null {
  let here: unknown = results;
  for (const step of pointer.split("/").slice(1)) {
    const list = Array.isArray(here) ? here : null;
    here = list ? list.find((line) => line.activity === step) : (here as Record<string, unknown> | undefined)?.[step];
    if (here === undefined || here === null) return null;
  }
  return typeof here === "string" ? here : null;
}

export function inPrintedUnit(exact: string, pointer: string, results: Found, unit: string): Fraction {
  const own = pointer.endsWith("/quantity") ? figureAt(results, pointer.replace(/quantity$/, "unit"))! : "kg";
  if (!isSameKind(own, unit)) throw new Error(`${pointer} is in ${own}, not in ${unit}`);
  return times(f(exact), rate(own, unit));
}

/** Whether the exact result rounds to the printed digits. Ties may be rounded either way (methodology rules 15, 16). */
export function isPrintedAs(exact: Fraction, { value, step }: Pick<PublishedFigure, "value" | "step">): boolean {
  const decimals = value.split(".")[1]?.length ?? 0;
  const last = step ? f(step) : over(f("1"), f(`1${"0".repeat(decimals)}`));
  return order(size(minus(exact, f(value))), over(last, f("2"))) <= 0n;
}

/** Whether a figure is reproduced, or not reproduced if it is an erratum. */
export function holds(results: Found, figure: PublishedFigure): boolean {
  const exact = figureAt(results, figure.at);
  const isSame = exact !== null && isPrintedAs(inPrintedUnit(exact, figure.at, results, figure.unit), figure);
  return isSame === (figure.erratum === undefined);
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** A row of the table in `tests/golden/README.md`: the first published figure and its exact value. */
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
