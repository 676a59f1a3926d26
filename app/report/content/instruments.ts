import type { DocumentActivity, Instrument } from "#app/carbon/document/inventory-document.ts";
import type { Block, Text } from "#app/press/block.ts";
import { lines, muted, paragraph, section } from "#app/press/block-builders.ts";
import { groupBy, sumDecimals } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

interface Claim {
  activity: DocumentActivity;
  instrument: Instrument;
}

/** Lines that a row names; the embedded document has all of them. */
const LISTED = 6;

/** Annex B: the contractual instruments of scope 2, each once (GHG Protocol Scope 2 Guidance, chapters 6 and 7). */
export function describeInstruments(model: ReportModel, words: Words): Block[] {
  const t = words.annex.instruments;
  const claims = model.document.activities.flatMap((activity) =>
    (activity.market?.instruments ?? []).map((instrument) => ({ activity, instrument })),
  );
  if (claims.length === 0) return [section("instruments", t.heading), paragraph(t.none)];
  return [section("instruments", t.heading), paragraph(t.text), instrumentTable(model, claims, words)];
}

function instrumentTable(model: ReportModel, claims: Claim[], words: Words): Block {
  const t = words.annex.instruments;
  const { columns } = t;
  const instruments = groupBy(claims, ({ instrument: { type, reference, unit } }) =>
    JSON.stringify([type, reference, unit]),
  );
  return {
    kind: "table",
    columns: [
      { header: columns.type, width: 3 },
      { header: columns.reference, width: 3 },
      { header: columns.quantity, width: "fit", align: "right", gap: 7 },
      { header: columns.unit, width: "fit" },
      { header: columns.factor, width: 2 },
      { header: columns.line, width: 3 },
      { header: columns.evidence, width: 4 },
    ],
    rows: [
      ...instruments.map((claimed) => ({ cells: instrumentCells(model, claimed, words) })),
      ...groupBy(claims, ({ instrument }) => instrument.unit).map((claimed) => ({
        cells: [t.sum, "", quantityOf(claimed, words), words.unit(claimed[0]!.instrument.unit), "", "", ""],
        isTotal: true,
      })),
    ],
  };
}

function instrumentCells(model: ReportModel, claims: Claim[], words: Words): Text[] {
  const { type, reference, unit } = claims[0]!.instrument;
  const ids = claims.map(({ activity }) => activity.id);
  const factors = new Set(claims.map(({ instrument }) => labelOf(model, instrument.factor)));
  const evidence = new Set(claims.flatMap(({ activity }) => activity.evidence || []));
  return [
    words.instrument(type),
    reference || "–",
    quantityOf(claims, words),
    words.unit(unit),
    listCodes([...factors], words),
    lines([{ text: listCodes(ids, words) }, muted(periodOf(claims, words))]),
    [...evidence].join("\n") || "–",
  ];
}

function quantityOf(claims: Claim[], words: Words): string {
  return words.exact(sumDecimals(claims.map(({ instrument }) => instrument.quantity)));
}

/** Labels that are the same in every language, then how many more there are. */
function listCodes(codes: string[], { t }: Words): string {
  const more = codes.length - LISTED;
  const shown = codes.slice(0, LISTED).join(", ");
  return more > 0 ? `${shown}\n${t.methodology.moreLines(more)}` : shown;
}

/** From the first day of the lines to the last. */
function periodOf(claims: Claim[], words: Words): string {
  const periods = claims.map(({ activity }) => activity.period);
  const starts = periods.map((period) => period.start).sort();
  const ends = periods.map((period) => period.end).sort();
  return words.span({ start: starts[0]!, end: ends.at(-1)! });
}
