import { EFFECT_KINDS } from "#app/carbon/comparison/effect.ts";
import type { PrintedBridge } from "#app/carbon/comparison/print-bridge.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import { printCsv } from "./print-csv.ts";

/**
 * A bridge as a table: one row for each effect on each group of lines, then the sums by kind and the totals. Figures are
 * kg CO2e to their last digit, so that a spreadsheet adds them up to the difference.
 */
export function printBridgeCsv(bridge: PrintedBridge, locale: Locale): string {
  const { comparison: t, carbon } = translator(locale);
  const { column } = t;
  const categories = carbon.category as Record<string, string>;
  const head = [column.facility, column.source, column.scope, column.category, column.kind, column.cause];
  const figures = [column.difference, column.differenceMarket];
  const place = [column.linesBefore, column.linesAfter, column.factorBefore, column.factorAfter];
  const rows: string[][] = [[...head, ...figures, ...place]];
  for (const source of bridge.sources) {
    const names = [localName(source.facility, locale), localName(source.description, locale)];
    const where = [...names, String(source.scope), categories[source.category] ?? source.category];
    for (const line of source.lines) {
      const ends = [line.before.join(" "), line.after.join(" "), line.factorBefore, line.factorAfter];
      for (const { kind, cause, co2eKg, co2eKgMarketBased } of line.effects) {
        rows.push([...where, t.kind[kind], t.cause[cause], co2eKg, co2eKgMarketBased, ...ends]);
      }
    }
  }
  const total = (name: string, value: { co2eKg: string; co2eKgMarketBased: string }) =>
    rows.push([column.total, "", "", "", name, "", value.co2eKg, value.co2eKgMarketBased, "", "", "", ""]);
  total(t.before, bridge.before);
  for (const kind of EFFECT_KINDS) total(t.kind[kind], bridge.effects.find((one) => one.kind === kind)!);
  total(t.after, bridge.after);
  return printCsv(rows);
}
