import type { DocumentFactor, EmissionFactor } from "#app/carbon/inventory-document.ts";
import type { Block, TextSpan } from "../block.ts";
import { lines, muted, paragraph, part, section, strong } from "../block-builders.ts";
import type { ReportModel } from "../model.ts";
import { inGasOrder } from "./gas-order.ts";
import type { Words } from "./words.ts";

/** Every factor and property once, with its source down to the cell (ISO 14064-1:2018, 9.3.1 o). */
export function describeRegister(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  return [
    section("register", t.register.heading),
    paragraph(t.register.text),
    ...sources(model, words),
    part("register.factors", t.register.factors),
    factors(model, words),
    ...properties(model, words),
  ];
}

function factors(model: ReportModel, words: Words): Block {
  const { t } = words;
  const columns = t.register.columns;
  return {
    kind: "table",
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
  };
}

function sources(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  if (model.sources.length === 0) return [];
  const columns = t.register.sourceColumns;
  return [
    part("register.sources", t.register.sources),
    {
      kind: "table",
      columns: [
        { header: columns.number, width: "fit", align: "right" },
        { header: columns.source, width: 7 },
        { header: columns.licence, width: 4 },
      ],
      rowHeader: 1,
      rows: model.sources.map(({ number, publisher, title, edition, url, licence }) => ({
        cells: [
          String(number),
          lines([
            strong(publisher || t.register.ownFactor),
            { text: [title, t.register.edition(edition)].filter(Boolean).join(t.listSeparator) },
            muted(url),
          ]),
          licence || "–",
        ],
      })),
    },
  ];
}

function properties(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  if (model.properties.length === 0) return [];
  const columns = t.register.propertyColumns;
  return [
    part("register.properties", t.register.properties),
    paragraph(t.register.propertiesText),
    {
      kind: "table",
      columns: [
        { header: columns.label, width: "fit" },
        { header: columns.property, width: 6 },
        { header: columns.place, width: 6, gap: 12 },
        { header: columns.value, width: "fit", align: "right", gap: 7 },
        { header: columns.unit, width: "fit" },
      ],
      rowHeader: 1,
      rows: model.properties.map(({ label, reference, factor, source }) => ({
        cells: [
          label,
          nameCell(reference, factor, words),
          placeCell(factor, source, words),
          words.exact(factor.value),
          `${words.unit(factor.to)}/${words.unit(factor.from)}`,
        ],
      })),
    },
  ];
}

function nameCell(reference: string, factor: DocumentFactor, words: Words): TextSpan[] {
  const name = words.name(factor.name);
  const heat = factor.heatBasis ? words.carbon.heatBasis[factor.heatBasis] : "";
  return lines([strong(name || reference), muted(name ? reference : ""), muted(heat)]);
}

/** The number of the publication and the place in it; the publisher itself where there is no publication. */
function placeCell(factor: DocumentFactor, source: number | null, words: Words): TextSpan[] {
  const { t } = words;
  const { title = "", table = "", cell = "" } = factor.source ?? {};
  if (source !== null) return lines([{ text: [`[${source}]`, table].filter(Boolean).join(" ") }, muted(cell)]);
  return lines([
    { text: factor.publisher ? words.instrument(factor.publisher) : t.register.ownFactor },
    muted([title, table, cell].filter(Boolean).join(t.listSeparator)),
  ]);
}

function regionCell(factor: DocumentFactor, { t, locale }: Words): TextSpan[] {
  const years = [factor.validFrom, factor.validTo].map((day) => day ?? "");
  const validity = years.some(Boolean) ? `${years[0]} –\n${years[1] || t.register.openEnd}` : "";
  return lines([{ text: factor.region ?? "" }, muted(locale === "zh" ? validity.replace(" –", " 至") : validity)]);
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
