import { Decimal } from "#app/number/decimal.ts";
import type { Block, Text } from "#app/press/block.ts";
import { list, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import { labelOf } from "./factor-label.ts";
import { describeInformation } from "./information.ts";
import type { Words } from "./words.ts";

/** How many lines, factors or reasons a disclosure names; the embedded document has all of them. */
const LISTED = { lines: 8, factors: 12, reasons: 1 };

/** How amounts were quantified and factors chosen, and what had to be assumed; source by source in annex H. */
export function describeMethodology(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  return [
    section("methodology", t.methodology.heading),
    paragraph(t.methodology.approachText),
    paragraph(t.methodology.roundingText),
    ...texts("methodology.policy", t.methodology.policy, model.facts.selectionPolicy.map(words.name)),
    ...texts("methodology.notes", t.methodology.notes, model.facts.methodologyNotes.map(words.name)),
    ...describeInformation(model, words),
    ...disclosures(model, words),
  ];
}

function texts(id: string, heading: string, items: string[]): Block[] {
  return items.length === 0 ? [] : [part(id, heading), list(items)];
}

function disclosures(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const total = model.document.results!.totals!.co2eKg;
  const heading = part("methodology.disclosures", t.methodology.disclosures);
  const rows = disclosuresOf(model, words);
  if (rows.length === 0) return [heading, paragraph(t.methodology.noDisclosures)];
  const columns = t.methodology.disclosureColumns;
  return [
    heading,
    {
      kind: "table",
      columns: [
        { header: columns.what, width: 6 },
        { header: columns.lines, width: 3, gap: 14 },
        { header: columns.share, width: "fit", align: "right" },
      ],
      rows: rows.map(({ what, note, activities, co2eKg }) => ({
        cells: [
          [{ text: what }, ...(note ? [muted(` ${note}`)] : [])] satisfies Text,
          listLines(activities, words),
          activities.length > 0 ? words.share(co2eKg, total) : "–",
        ],
      })),
    },
  ];
}

/** Ids of lines, the same in every language, then how many more there are. */
function listLines(ids: string[], { t }: Words): string {
  const shown = ids.slice(0, LISTED.lines).join(", ");
  const more = ids.length - LISTED.lines;
  return more > 0 ? `${shown}\n${t.methodology.moreLines(more)}` : shown;
}

/** The first texts of a list, then how many more there are. */
function listSome(items: string[], limit: number, { t }: Words): string {
  const shown = items.slice(0, limit).join(t.listSeparator);
  return items.length > limit ? t.methodology.andMore(shown, items.length - limit) : shown;
}

/** A reason as a clause. The document holds the policy's reason in both languages; only the report's own is printed. */
function reasonIn({ carbon }: Words, code: string): (reason: string) => string {
  const own = carbon.acceptedReason[code as keyof typeof carbon.acceptedReason];
  return (reason) => (own && reason.includes(own) ? own : reason).replace(/[.。]$/, "");
}

/** Lines with factors of another country weigh more with a reader where they are a large part of the total. */
function sizedCode(code: string, co2eKg: string, total: string): string {
  const isLarge = new Decimal(co2eKg).abs().times(20).gt(new Decimal(total).abs());
  return code === "factor_other_country" && isLarge ? "factor_other_country_large" : code;
}

/** What the calculation disclosed, then the estimated quantities. */
function disclosuresOf(model: ReportModel, words: Words) {
  const { t } = words;
  const { breakdown, document } = model;
  const nameDays = ({ emissionSource, days }: { emissionSource: string; days: string }) => {
    const named = document.activities.find((activity) => activity.emissionSource === emissionSource);
    return t.methodology.sourceDays(words.name(named?.description) || emissionSource, days);
  };
  const labels = (factors: string[]) => factors.map((reference) => labelOf(model, reference));
  const total = document.results!.totals!.co2eKg;
  const disclosed = breakdown.disclosures.map(
    ({ code, gwpSet, factors, sources, reasons, grids, activities, co2eKg }) => ({
      what: t.methodology.disclosure[sizedCode(code, co2eKg, total) as keyof typeof t.methodology.disclosure] ?? code,
      note: [
        grids.length > 0 ? t.methodology.grids(grids.map(words.place).join(t.listSeparator)) : "",
        gwpSet ? t.methodology.factorSet(gwpSet) : "",
        factors.length > 0 ? t.methodology.factors(listSome(labels(factors), LISTED.factors, words)) : "",
        sources.length > 0 ? t.methodology.sources(listSome(sources.map(nameDays), LISTED.factors, words)) : "",
        reasons.length > 0
          ? t.methodology.reason(listSome(reasons.map(reasonIn(words, code)), LISTED.reasons, words))
          : "",
      ]
        .filter(Boolean)
        .join(" "),
      activities,
      co2eKg,
    }),
  );
  const estimated = document.activities.filter((activity) => activity.dataQuality === "estimated" && !activity.entry);
  if (estimated.length === 0) return disclosed;
  const activities = estimated.map((activity) => activity.id);
  return [
    ...disclosed,
    { what: t.methodology.disclosure.estimated, note: "", activities, co2eKg: breakdown.grades.estimated },
  ];
}
