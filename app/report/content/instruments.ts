import type { DocumentActivity, Instrument } from "#app/carbon/inventory-document.ts";
import type { Block } from "../block.ts";
import { lines, muted, paragraph, section } from "../block-builders.ts";
import { groupBy, sumDecimals } from "../line-sums.ts";
import type { ReportModel } from "../model.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

interface Claim {
  activity: DocumentActivity;
  instrument: Instrument;
}

/** Annex B: the contractual instruments of scope 2 (GHG Protocol Scope 2 Guidance, chapters 6 and 7). */
export function describeInstruments(model: ReportModel, words: Words): Block[] {
  const t = words.annex.instruments;
  const claims = model.document.activities.flatMap((activity) =>
    (activity.market?.instruments ?? []).map((instrument) => ({ activity, instrument })),
  );
  if (claims.length === 0) return [section("instruments", t.heading), paragraph(t.none)];
  const { columns } = t;
  return [
    section("instruments", t.heading),
    paragraph(t.text),
    {
      kind: "table",
      columns: [
        { header: columns.type, width: 3 },
        { header: columns.reference, width: 3 },
        { header: columns.quantity, width: "fit", align: "right", gap: 7 },
        { header: columns.unit, width: "fit" },
        { header: columns.factor, width: "fit" },
        { header: columns.line, width: "fit" },
        { header: columns.evidence, width: 4 },
      ],
      rows: [
        ...claims.map((claim) => ({ cells: claimCells(model, claim, words) })),
        ...groupBy(claims, ({ instrument }) => instrument.unit).map((group) => ({
          cells: [
            t.sum,
            "",
            words.exact(sumDecimals(group.map(({ instrument }) => instrument.quantity))),
            words.unit(group[0]!.instrument.unit),
            "",
            "",
            "",
          ],
          isTotal: true,
        })),
      ],
    },
  ];
}

function claimCells(model: ReportModel, { activity, instrument }: Claim, words: Words) {
  return [
    words.instrument(instrument.type),
    instrument.reference || "–",
    words.exact(instrument.quantity),
    words.unit(instrument.unit),
    labelOf(model, instrument.factor),
    lines([{ text: activity.id }, muted(words.span(activity.period))]),
    activity.evidence || "–",
  ];
}
