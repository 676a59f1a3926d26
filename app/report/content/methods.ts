import { methodOf as publishedMethod } from "#app/carbon/method/methods.ts";
import type { Block, TableRow, TextSpan } from "#app/press/block.ts";
import { lines, muted, paragraph, section } from "#app/press/block-builders.ts";
import { type DocumentLine, groupBy, linesOf, sourceKey, sumCo2e } from "#app/runs/line-sums.ts";
import { type FactorMethod, methodOf } from "../factor-register.ts";
import type { ReportModel } from "../model.ts";
import { facilityName } from "./facilities.ts";
import type { Words } from "./words.ts";

/** Annex H: how each source is quantified, by which standard, and why (ISO 14064-1:2018, 9.3.1 m). */
export function describeMethods(model: ReportModel, words: Words): Block[] {
  const t = words.annex.methods;
  const { columns } = t;
  const approaches = new Map(model.factors.map(({ reference, factor }) => [reference, methodOf(factor)]));
  const sources = groupBy(linesOf(model.document), ({ activity }) =>
    JSON.stringify([sourceKey(activity), activity.facility, activity.method?.name, approaches.get(activity.factor)]),
  );
  return [
    section("methods", t.heading),
    paragraph(t.text),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: columns.source, width: 4 },
        { header: columns.method, width: 6 },
        { header: columns.reason, width: 5, gap: 14 },
        { header: columns.lines, width: "fit", align: "right", gap: 12 },
        { header: columns.tonnes, width: "fit", align: "right" },
      ],
      rows: sources.map((source) =>
        sourceRow(model, source, approaches.get(source[0]!.activity.factor) ?? "withheld", words),
      ),
    },
  ];
}

function sourceRow(model: ReportModel, source: DocumentLine[], approach: FactorMethod, words: Words): TableRow {
  const { activity } = source[0]!;
  const t = words.annex.methods;
  const stated = activity.emissionSource ? model.facts.sourceReasons?.[activity.emissionSource] : undefined;
  return {
    cells: [
      lines([
        { text: words.name(activity.description) || words.category(activity.category) },
        muted([words.category(activity.category), facilityName(model, activity.facility, words)].join(" · ")),
      ]),
      methodCell(activity.method?.name, approach, words),
      words.name(stated) || t.reasons[approach],
      String(source.length),
      words.tonnes(sumCo2e(source)),
    ],
  };
}

/** The published method of the quantity with its standard and clause, then how quantity and factor meet. */
function methodCell(method: string | undefined, approach: FactorMethod, words: Words): TextSpan[] {
  const t = words.annex.methods;
  const quantified = words.t.methodology.methods[approach];
  if (method === undefined) return lines([{ text: quantified }, muted(t.entered)]);
  return lines([{ text: words.method(method) }, muted(publishedMethod(method).source), muted(quantified)]);
}
