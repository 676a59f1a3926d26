import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import type { Block, TableRow } from "#app/press/block.ts";
import { lines, muted, note, paragraph, part, section } from "#app/press/block-builders.ts";
import { type DocumentLine, isInTotals, linesOf, sumCo2e } from "#app/runs/line-sums.ts";
import type { GapAnswer, ReportModel } from "../model.ts";
import { PRINTED_LINES } from "./activities.ts";
import { facilityName } from "./facilities.ts";
import type { Words } from "./words.ts";

/** Annex C: estimated records, and the days without records. */
export function describeEstimates(model: ReportModel, words: Words): Block[] {
  return [
    section("estimates", words.annex.estimates.heading),
    ...estimated(model, words),
    ...gaps(model, words),
    ...overlaps(model, words),
  ];
}

function estimated(model: ReportModel, words: Words): Block[] {
  const t = words.annex.estimates;
  const found = linesOf(model.document).filter(
    ({ activity }) => activity.dataQuality === "estimated" && isInTotals(activity),
  );
  const heading = part("estimates.records", t.estimated);
  if (found.length === 0) return [heading, paragraph(t.none)];
  const kg = sumCo2e(found);
  const share = words.share(kg, model.document.results!.totals!.co2eKg);
  const { columns } = t;
  return [
    heading,
    paragraph(t.text(String(found.length), words.tonnes(kg), share)),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: columns.line, width: "fit" },
        { header: columns.source, width: 4 },
        { header: columns.period, width: "fit", gap: 12 },
        { header: columns.quantity, width: "fit", align: "right", gap: 7 },
        { header: columns.unit, width: "fit" },
        { header: columns.method, width: 6, gap: 14 },
        { header: columns.tonnes, width: "fit", align: "right" },
      ],
      rows: found.slice(0, PRINTED_LINES).map((line) => estimateRow(model, line, words)),
    },
    ...(found.length > PRINTED_LINES ? [note(t.more(String(PRINTED_LINES)))] : []),
  ];
}

function estimateRow(model: ReportModel, { activity, result }: DocumentLine, words: Words): TableRow {
  const { quantity, unit } = lineQuantity(activity, result);
  const { estimate } = activity;
  return {
    cells: [
      activity.id,
      lines([
        { text: words.name(activity.description) || words.category(activity.category) },
        muted(facilityName(model, activity.facility, words)),
      ]),
      words.span(activity.period),
      quantity ? words.exact(quantity) : "–",
      unit ? words.unit(unit) : "",
      estimate
        ? lines([{ text: words.estimateMethod(estimate.method) }, muted(estimate.reason)])
        : [muted(words.annex.estimates.unexplained)],
      words.tonnes(result.co2eKg),
    ],
  };
}

function gaps(model: ReportModel, words: Words): Block[] {
  const t = words.annex.estimates;
  const rows = gapRows(model, words);
  const heading = part("estimates.gaps", t.gaps);
  const hasEvents = Boolean(model.document.eventSources?.length);
  const events = hasEvents ? [note(t.events)] : [];
  if (rows.length === 0) return [heading, paragraph(hasEvents ? t.noOtherGaps : t.noGaps), ...events];
  return [
    heading,
    paragraph(t.gapsText),
    {
      kind: "table",
      columns: [
        { header: t.gapColumns.source, width: 3 },
        { header: t.gapColumns.days, width: "fit", align: "right", gap: 14 },
        { header: t.gapColumns.from, width: "fit", gap: 14 },
        { header: t.gapColumns.explanation, width: 6 },
      ],
      rows,
    },
    ...events,
  ];
}

/** Gaps of the sources in the document, then the explained sources without any record. */
function gapRows(model: ReportModel, words: Words): TableRow[] {
  const answers = model.facts.gapAnswers ?? [];
  const found = model.document.results!.disclosures.filter(
    ({ code, detail }) => code === "period_gap" && detail?.source,
  );
  const named = found.map(({ detail }) => ({
    cells: [
      sourceName(model, detail!.source!, words),
      detail!.days ?? "–",
      detail!.start ?? "–",
      explain(
        answers.filter(({ emissionSource }) => emissionSource === detail!.source),
        words,
      ),
    ],
  }));
  const absent = answers.filter(({ hasRecords }) => !hasRecords);
  return [
    ...named,
    ...absent.map((answer) => ({
      cells: [words.name(answer.name) || answer.emissionSource, "–", "–", explain([answer], words)],
    })),
  ];
}

function explain(answers: GapAnswer[], words: Words): string {
  const t = words.annex.estimates;
  const said = answers.map(({ kind, months, reason }) => [months.join(", "), t.answer[kind], reason].join("\n"));
  return said.join("\n") || t.unanswered;
}

function overlaps(model: ReportModel, words: Words): Block[] {
  const t = words.annex.estimates;
  const shared = model.breakdown.disclosures.filter(
    ({ code }) => code === "period_overlap" || code === "records_overlap",
  );
  const rows = shared.flatMap(({ sources }) =>
    sources.map(({ emissionSource, days }) => ({ cells: [sourceName(model, emissionSource, words), days] })),
  );
  if (rows.length === 0) return [];
  return [
    part("estimates.overlaps", t.overlaps),
    paragraph(t.overlapsText),
    {
      kind: "table",
      columns: [
        { header: t.overlapColumns.source, width: 1 },
        { header: t.overlapColumns.days, width: "fit", align: "right" },
      ],
      rows,
    },
  ];
}

/** What the activities of a source call it, else its number in the document. */
export function sourceName(model: ReportModel, emissionSource: string, words: Words): string {
  const named = model.document.activities.find((activity) => activity.emissionSource === emissionSource);
  return words.name(named?.description) || emissionSource;
}
