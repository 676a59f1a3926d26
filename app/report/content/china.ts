import { Decimal, printDecimal } from "#app/number/decimal.ts";
import type { Block, TableRow } from "#app/press/block.ts";
import { keyValues, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import type { StatedAmount } from "#app/report/disclosure/statements.ts";
import { sumDecimals } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** The reporter's facts and the amounts in the division of GB/T 32150; printed where it is chosen. */
export function describeChina(model: ReportModel, words: Words): Block[] {
  const t = words.annex.china;
  const stated = model.facts.china;
  return [
    section("china", t.heading),
    paragraph(t.text),
    part("china.reporter", t.reporter),
    keyValues([
      [t.name, words.name(model.facts.organization.legalName)],
      [t.nature, words.name(stated?.nature)],
      [t.year, model.period.start.slice(0, 4)],
      [t.sector, words.name(stated?.sector)],
      [t.code, model.facts.organization.legalId],
      [t.legalRepresentative, stated?.legalRepresentative ?? ""],
      [t.preparer, stated?.preparer ?? ""],
      [t.contact, stated?.preparerContact ?? ""],
    ]),
    part("china.amounts", t.amounts),
    amountTable(model, words),
    part("china.assurance", t.assurance),
    paragraph(words.name(stated?.qualityAssurance) || "–"),
  ];
}

function amountTable({ facts, document }: ReportModel, words: Words): Block {
  const t = words.annex.china;
  const totals = document.results!.totals!;
  const recorded = (item: string, ...categories: string[]): TableRow => {
    const amounts = categories.flatMap((category) => totals.byCategory[category] ?? []);
    if (amounts.length === 0) return { cells: [item, [muted(words.t.results.notQuantified)], t.noRecord] };
    return { cells: [item, words.tonnesOrZero(sumDecimals(amounts)), t.fromRecords] };
  };
  return {
    kind: "table",
    columns: [
      { header: t.columns.item, width: 4 },
      { header: t.columns.tonnes, width: "fit", align: "right", gap: 18 },
      { header: t.columns.basis, width: 5 },
    ],
    rows: [
      recorded(t.combustion, "stationary_combustion", "mobile_combustion"),
      recorded(t.process, "process", "fugitive"),
      statedRow(t.recovered, facts.china?.recoveredCo2, words),
      recorded(t.purchasedElectricity, "purchased_electricity"),
      recorded(t.purchasedHeat, "purchased_heat", "purchased_steam", "purchased_cooling"),
      statedRow(t.exportedElectricity, facts.china?.exportedElectricity, words),
      statedRow(t.exportedHeat, facts.china?.exportedHeat, words),
      { cells: [t.biomass, words.tonnesOrZero(totals.biogenicCo2Kg), t.fromRecords] },
      { cells: [t.scope3, words.tonnesOrZero(totals.byScope[3]), t.fromRecords] },
    ],
  };
}

/** An amount in tonnes as the organization stated it; a dash where it stated none. */
function statedRow(item: string, amount: StatedAmount | undefined, words: Words): TableRow {
  if (!amount || amount.tonnes === "") return { cells: [item, "–", ""] };
  const kg = printDecimal(new Decimal(amount.tonnes).times(1000));
  const basis = words.name(amount.basis);
  return { cells: [item, words.tonnesOrZero(kg), basis ? words.annex.china.stated(basis) : ""] };
}
