import type { DocumentFactor, EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import type { Block, TextSpan } from "#app/press/block.ts";
import { lines, muted, paragraph, part, section, strong } from "#app/press/block-builders.ts";
import { FACTOR_TAKINGS, type ReportModel } from "../model.ts";
import { inGasOrder } from "./gas-order.ts";
import type { Words } from "./words.ts";

/** Annex A: every factor and property once, with its source down to the cell (ISO 14064-1:2018, 9.3.1 o). */
export function describeRegister(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  return [
    section("register", t.register.heading),
    paragraph(model.factors.length > 0 ? t.register.text : words.annex.register.none),
    ...sources(model, words),
    ...factors(model, words),
    ...properties(model, words),
  ];
}

function factors(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  if (model.factors.length === 0) return [];
  const columns = t.register.columns;
  return [
    part("register.factors", t.register.factors),
    {
      kind: "table",
      columns: [
        { header: columns.label, width: "fit" },
        { header: columns.factor, width: 6 },
        { header: columns.place, width: 4.4 },
        { header: columns.region, width: 3, gap: 12 },
        { header: columns.value, width: "fit", align: "right", gap: 8 },
        { header: columns.unit, width: "fit" },
      ],
      rowHeader: 1,
      rows: model.factors.map(({ label, reference, factor, source }) => ({
        cells: [
          label,
          nameCell(reference, factor, words),
          placeCell(factor, source, { words, evidence: model.facts.ownFactorEvidence?.[reference] }),
          regionCell(factor, words),
          valueCell(factor, words),
          t.register.kgPer(words.unit(factor.unit)),
        ],
      })),
    },
  ];
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
          [
            ...lines([
              strong(publisher || t.register.ownFactor),
              { text: title },
              { text: t.register.edition(edition) },
              muted(url),
            ]),
            ...checksumsOf(model, number, words),
          ],
          licence || "–",
        ],
      })),
    },
  ];
}

/** How the figures of a source came into the library, and the checksums of our rows and of the files of the publisher. */
function checksumsOf(model: ReportModel, source: number, words: Words): TextSpan[] {
  const t = words.annex.register;
  const taken = new Set(
    [...model.factors, ...model.properties]
      .filter((entry) => entry.source === source)
      .map(({ reference }) => reference),
  );
  const datasets = (model.facts.factorDatasets ?? []).filter(({ factors: from }) => from.some((one) => taken.has(one)));
  const takings = FACTOR_TAKINGS.filter((taking) => datasets.some(({ taken }) => taken?.includes(taking)));
  const hashes = datasets
    .flatMap(({ sha256, files }) => [...files.map((file) => [t.file(file.name), file.sha256]), [t.checksum, sha256]])
    .flatMap(([name, hash]) => [{ text: "\n" }, muted(name!), { text: "\n" }, muted(hash!)]);
  return [...takings.flatMap((taking) => [{ text: "\n" }, { text: t.taken[taking] }]), ...hashes];
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
          placeCell(factor, source, { words }),
          words.exact(factor.value),
          `${words.unit(factor.to)}/${words.unit(factor.from)}`,
        ],
      })),
    },
  ];
}

function nameCell(reference: string, factor: DocumentFactor, words: Words): TextSpan[] {
  const name = words.name(factor.name) || instrumentOf(factor, words);
  const heat = factor.heatBasis ? words.carbon.heatBasis[factor.heatBasis] : "";
  return lines([strong(name || reference), muted(name ? reference : ""), muted(heat)]);
}

/** A certificate or contract has no name of its own: its type is used instead. */
function instrumentOf(factor: DocumentFactor, words: Words): string {
  return words.name(factor.name) || !factor.publisher ? "" : words.instrument(factor.publisher);
}

/** The number of the publication and the place in it; the publisher itself where there is no publication. */
function placeCell(
  factor: DocumentFactor,
  source: number | null,
  { words, evidence }: { words: Words; evidence?: string | undefined },
): TextSpan[] {
  const { t } = words;
  const { title = "", table = "", cell = "" } = factor.source ?? {};
  // A copy that leaves out the words of an own factor leaves out where its figure is found, too.
  const found = evidence && factor.source ? [muted(words.annex.register.evidence(evidence))] : [];
  if (source !== null) {
    return lines([{ text: [`[${source}]`, table].filter(Boolean).join(" ") }, muted(cell), ...found]);
  }
  if (instrumentOf(factor, words))
    return lines([{ text: title }, muted([table, cell].filter(Boolean).join(" ")), ...found]);
  return lines([
    { text: factor.publisher || t.register.ownFactor },
    muted([title, table, cell].filter(Boolean).join(t.listSeparator)),
    ...found,
  ]);
}

function regionCell({ region = "", validFrom, validTo }: DocumentFactor, words: Words): TextSpan[] {
  const days = `${validFrom ?? ""} –\n${validTo ?? words.t.register.openEnd}`;
  const validity =
    validFrom && validTo ? words.span({ start: validFrom, end: validTo }) : validFrom || validTo ? days : "";
  return lines([{ text: words.place(region) }, muted(validity)]);
}

/** Each figure of a factor on a line of its own, after what it is of. */
function valueCell(factor: EmissionFactor, { t, exact, gas }: Words): TextSpan[] {
  const figures = inGasOrder(factor.gases ?? factor.gasesCo2e ?? {}).map(([name, kg]) => [gas(name), exact(kg)]);
  if (factor.co2e !== undefined) figures.push(["CO₂e", exact(factor.co2e)]);
  if (factor.carbon) figures.push(["C", `${exact(factor.carbon.kgCarbonPerUnit)} × ${exact(factor.carbon.oxidation)}`]);
  if (factor.nitrogen) figures.push(["N₂O-N", exact(factor.nitrogen.kgN2ONPerUnit)]);
  if (factor.biogenicCo2 && Number(factor.biogenicCo2) !== 0) {
    figures.push([t.register.biogenic, exact(factor.biogenicCo2)]);
  }
  const spans = figures.flatMap(([name, value], index) => [
    { text: name! },
    { text: ` ${value}${index < figures.length - 1 ? "\n" : ""}` },
  ]);
  return factor.gasesCo2e ? [...spans, { text: "\n" }, muted(t.register.asCo2e)] : spans;
}
