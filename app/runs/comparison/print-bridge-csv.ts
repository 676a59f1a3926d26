import { EFFECT_KINDS } from "#app/carbon/comparison/effect.ts";
import type { PrintedBridge, PrintedSource } from "#app/carbon/comparison/print-bridge.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";

/**
 * A bridge as a table. Every source has a row with its figures before and after, followed by one for each effect on
 * its lines; the totals are last. Figures are kg CO2e to their last digit: the column of effects adds up to the
 * difference.
 */
export function printBridgeCsv(bridge: PrintedBridge, locale: Locale): string {
  const { comparison: t } = translator(locale);
  const { column } = t;
  const place = [column.facility, column.source, column.scope, column.category, column.kind, column.cause];
  const figures = [column.before, column.after, column.difference, column.beforeMarket, column.afterMarket];
  const lines = [column.linesBefore, column.linesAfter, column.factorBefore, column.factorAfter];
  const rows = [[...place, ...figures, column.differenceMarket, ...lines]];
  for (const source of bridge.sources) rows.push(...rowsOf(source, locale));
  for (const kind of EFFECT_KINDS) {
    const { co2eKg, co2eKgMarketBased } = bridge.effects.find((one) => one.kind === kind)!;
    rows.push([column.total, "", "", "", t.kind[kind], "", "", "", co2eKg, "", "", co2eKgMarketBased, "", "", "", ""]);
  }
  rows.push([column.total, "", "", "", "", "", ...endsOf(bridge), "", "", "", ""]);
  return printCsv(rows);
}

function endsOf({ before, after, difference }: Pick<PrintedSource, "before" | "after" | "difference">): string[] {
  return [
    before.co2eKg,
    after.co2eKg,
    difference.co2eKg,
    before.co2eKgMarketBased,
    after.co2eKgMarketBased,
    difference.co2eKgMarketBased,
  ];
}

function rowsOf(source: PrintedSource, locale: Locale): string[][] {
  const { comparison: t, carbon } = translator(locale);
  const category = (carbon.category as Record<string, string>)[source.category] ?? source.category;
  const names = [localName(source.facility, locale), localName(source.description, locale)];
  const where = [...names, String(source.scope), category];
  const { before, after } = source;
  const figures = [before.co2eKg, after.co2eKg, "", before.co2eKgMarketBased, after.co2eKgMarketBased, ""];
  return [
    [...where, "", "", ...figures, "", "", "", ""],
    ...source.lines.flatMap((line) =>
      line.effects.map(({ kind, cause, co2eKg, co2eKgMarketBased }) => [
        ...where,
        t.kind[kind],
        t.cause[cause],
        "",
        "",
        co2eKg,
        "",
        "",
        co2eKgMarketBased,
        line.before.join(" "),
        line.after.join(" "),
        line.factorBefore,
        line.factorAfter,
      ]),
    ),
  ];
}
