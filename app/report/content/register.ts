import type { DocumentFactor, EmissionFactor } from "#app/carbon/inventory-document.ts";
import type { Page } from "../layout/page.ts";
import { drawHeading, drawParagraph } from "../layout/paragraph.ts";
import { CELL, CELL_MUTED, CELL_STRONG } from "../layout/style.ts";
import { drawTable } from "../layout/table.ts";
import type { Span } from "../layout/text-line.ts";
import type { ReportModel } from "../model.ts";
import { inGasOrder } from "./gas-order.ts";
import type { Words } from "./words.ts";

/** Every factor and property once, with its source down to the cell (ISO 14064-1:2018, 9.3.1 o). */
export function drawRegister(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const columns = t.register.columns;
  drawHeading(page, 1, t.register.heading);
  drawParagraph(page, t.register.text);
  if (model.sources.length > 0) drawSources(page, model, words);
  drawHeading(page, 2, t.register.factors, 90);
  drawTable(page, {
    columns: [
      { header: columns.label, width: "fit" },
      { header: columns.factor, width: 6 },
      { header: columns.place, width: 4.4 },
      { header: columns.region, width: "fit", gap: 12 },
      { header: columns.value, width: "fit", align: "right", gap: 8 },
      { header: columns.unit, width: "fit" },
    ],
    rowHeader: 1,
    rows: model.factors.map(({ label, reference, factor, source }) => ({
      cells: [
        label,
        nameCell(reference, factor, words),
        placeCell(factor, source, words),
        regionCell(factor, words),
        valuesOf(factor, words).join("\n"),
        t.register.kgPer(words.unit(factor.unit)),
      ],
    })),
  });
  if (model.properties.length > 0) drawProperties(page, model, words);
}

function drawSources(page: Page, { sources }: ReportModel, words: Words): void {
  const { t } = words;
  const columns = t.register.sourceColumns;
  drawHeading(page, 2, t.register.sources, 90);
  drawTable(page, {
    columns: [
      { header: columns.number, width: "fit", align: "right" },
      { header: columns.source, width: 7 },
      { header: columns.licence, width: 4 },
    ],
    rowHeader: 1,
    rows: sources.map(({ number, publisher, title, edition, url, licence }) => ({
      cells: [
        String(number),
        lines([
          [publisher || t.register.ownFactor, CELL_STRONG],
          [[title, t.register.edition(edition)].filter(Boolean).join(t.listSeparator), CELL],
          [url, CELL_MUTED],
        ]),
        licence || "–",
      ],
    })),
  });
}

function drawProperties(page: Page, { properties }: ReportModel, words: Words): void {
  const { t } = words;
  const columns = t.register.propertyColumns;
  drawHeading(page, 2, t.register.properties, 90);
  drawParagraph(page, t.register.propertiesText);
  drawTable(page, {
    columns: [
      { header: columns.label, width: "fit" },
      { header: columns.property, width: 6 },
      { header: columns.place, width: 6, gap: 12 },
      { header: columns.value, width: "fit", align: "right", gap: 7 },
      { header: columns.unit, width: "fit" },
    ],
    rowHeader: 1,
    rows: properties.map(({ label, reference, factor, source }) => ({
      cells: [
        label,
        nameCell(reference, factor, words),
        placeCell(factor, source, words),
        words.exact(factor.value),
        `${words.unit(factor.to)}/${words.unit(factor.from)}`,
      ],
    })),
  });
}

function nameCell(reference: string, factor: DocumentFactor, words: Words): Span[] {
  const name = words.name(factor.name);
  const heat = factor.heatBasis ? words.carbon.heatBasis[factor.heatBasis] : "";
  return lines([
    [name || reference, CELL_STRONG],
    [name ? reference : "", CELL_MUTED],
    [heat, CELL_MUTED],
  ]);
}

/** The number of the publication and the place in it; the publisher itself where there is no publication. */
function placeCell(factor: DocumentFactor, source: number | null, words: Words): Span[] {
  const { t } = words;
  const { title = "", table = "", cell = "" } = factor.source ?? {};
  if (source !== null)
    return lines([
      [[`[${source}]`, table].filter(Boolean).join(" "), CELL],
      [cell, CELL_MUTED],
    ]);
  return lines([
    [factor.publisher ? words.instrument(factor.publisher) : t.register.ownFactor, CELL],
    [[title, table, cell].filter(Boolean).join(t.listSeparator), CELL_MUTED],
  ]);
}

function regionCell(factor: DocumentFactor, { t, locale }: Words): Span[] {
  const years = [factor.validFrom, factor.validTo].map((day) => day ?? "");
  const validity = years.some(Boolean) ? `${years[0]} –\n${years[1] || t.register.openEnd}` : "";
  const gap = locale === "zh" ? validity.replace(" –", " 至") : validity;
  return lines([
    [factor.region ?? "", CELL],
    [gap, CELL_MUTED],
  ]);
}

function valuesOf(factor: EmissionFactor, { t, exact, gas }: Words): string[] {
  const byGas = (values: Record<string, string>) => inGasOrder(values).map(([name, kg]) => `${gas(name)} ${exact(kg)}`);
  const biogenic = factor.biogenicCo2 && Number(factor.biogenicCo2) !== 0;
  return [
    ...byGas(factor.gases ?? {}),
    ...inGasOrder(factor.gasesCo2e ?? {}).map(([name, kg]) => t.register.gasCo2eValue(gas(name), exact(kg))),
    ...(factor.co2e === undefined ? [] : [t.register.unsplitValue(exact(factor.co2e))]),
    ...(factor.carbon
      ? [t.register.carbonValue(exact(factor.carbon.kgCarbonPerUnit), exact(factor.carbon.oxidation))]
      : []),
    ...(factor.nitrogen ? [t.register.nitrogenValue(exact(factor.nitrogen.kgN2ONPerUnit))] : []),
    ...(biogenic ? [t.register.biogenicValue(exact(factor.biogenicCo2!))] : []),
  ];
}

/** Each text that is not empty on a line of its own. */
function lines(entries: [text: string, style: Span["style"]][]): Span[] {
  const shown = entries.filter(([text]) => text !== "");
  return shown.map(([text, style], index) => ({ text: index < shown.length - 1 ? `${text}\n` : text, style }));
}
