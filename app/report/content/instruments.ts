import type {
  ContractualInstrument,
  DocumentActivity,
  EmissionFactor,
  Instrument,
} from "#app/carbon/document/inventory-document.ts";
import { instrumentType } from "#app/carbon/factor/instrument-type.ts";
import { nameOf } from "#app/carbon/line/instrument-claims.ts";
import type { Block, Text } from "#app/press/block.ts";
import { lines, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import { groupBy, sumDecimals } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

/** One claim of a line, and the instrument as far as the document states it. */
interface Claim {
  activity: DocumentActivity;
  claim: Instrument;
  instrument: ContractualInstrument | undefined;
}

/** Lines that a row names; the embedded document has all of them. */
const LISTED = 6;

/** Annex B: the contractual instruments of scope 2, each once (GHG Protocol Scope 2 Guidance, chapters 6 and 7). */
export function describeInstruments(model: ReportModel, words: Words): Block[] {
  const t = words.annex.instruments;
  const claims = listClaims(model);
  if (claims.length === 0) return [section("instruments", t.heading), paragraph(t.none)];
  return [
    section("instruments", t.heading),
    paragraph(t.text),
    instrumentTable(model, claims, words),
    part("instruments.criteria", t.criteria),
    paragraph(t.criteriaText),
    criteriaTable(model, claims, words),
  ];
}

function listClaims({ document }: ReportModel): Claim[] {
  const factors = new Map(document.factors.map((factor) => [`${factor.id}@${factor.version}`, factor]));
  return document.activities.flatMap((activity) =>
    (activity.market?.instruments ?? []).map((claim) => {
      return { activity, claim, instrument: (factors.get(claim.factor) as EmissionFactor | undefined)?.instrument };
    }),
  );
}

function instrumentTable(model: ReportModel, claims: Claim[], words: Words): Block {
  const t = words.annex.instruments;
  const { columns } = t;
  const instruments = groupBy(claims, ({ claim: { type, factor, reference, unit } }) =>
    JSON.stringify([type, reference ?? factor, unit]),
  );
  return {
    kind: "table",
    columns: [
      { header: columns.instrument, width: 5 },
      { header: columns.generation, width: 4 },
      { header: columns.claimed, width: 3, align: "right", gap: 7 },
      { header: columns.cancellation, width: 4 },
      { header: columns.factor, width: "fit" },
      { header: columns.line, width: 3 },
    ],
    rows: [
      ...instruments.map((claimed) => ({ cells: instrumentCells(model, claimed, words) })),
      ...groupBy(claims, ({ claim }) => claim.unit).map((claimed) => ({
        cells: [t.sum, "", quantityOf(claimed, words), "", "", ""],
        isTotal: true,
      })),
    ],
  };
}

function instrumentCells(model: ReportModel, claims: Claim[], words: Words): Text[] {
  const t = words.annex.instruments;
  const { claim, instrument } = claims[0]!;
  const factors = new Set(claims.map((one) => labelOf(model, one.claim.factor)));
  const whole = instrument && `${words.exact(instrument.quantity)} ${words.unit(instrument.unit)}`;
  return [
    lines([
      { text: words.instrument(claim.type) },
      { text: instrument?.registry ?? "" },
      muted(claim.reference ?? "–"),
    ]),
    instrument ? generationOf(instrument, words) : "–",
    lines([{ text: quantityOf(claims, words) }, muted(whole ? t.of(whole) : "")]),
    cancellationOf(claims, words),
    listCodes([...factors], words),
    lines([
      {
        text: listCodes(
          claims.map(({ activity }) => activity.id),
          words,
        ),
      },
      muted(periodOf(claims, words)),
    ]),
  ];
}

function generationOf({ plant, technology, market, generation }: ContractualInstrument, words: Words): Text {
  const what = [technology && words.technology(technology), market && words.place(market)].filter(Boolean).join(", ");
  return lines([{ text: plant ?? "" }, { text: what }, muted(words.span(generation))]);
}

function cancellationOf(claims: Claim[], words: Words): Text {
  const t = words.annex.instruments;
  const { claim, instrument } = claims[0]!;
  const evidence = [...new Set(claims.flatMap(({ activity }) => activity.evidence || []))].join("\n");
  if (!instrument) return evidence || "–";
  const isCertificate = instrumentType(claim.type)?.isCertificate ?? false;
  const cancelled = instrument.cancelledOn ? t.cancelled(words.date(instrument.cancelledOn)) : t.notCancelled;
  return lines([
    { text: isCertificate ? cancelled : "" },
    { text: instrument.beneficiary ? t.beneficiary(instrument.beneficiary) : "" },
    muted(instrument.statement ?? t.noStatement),
  ]);
}

function quantityOf(claims: Claim[], words: Words): string {
  const unit = claims[0]!.claim.unit;
  return `${words.exact(sumDecimals(claims.map(({ claim }) => claim.quantity)))} ${words.unit(unit)}`;
}

/** Labels that are the same in every language, then how many more there are. */
function listCodes(codes: string[], { t }: Words): string {
  const more = codes.length - LISTED;
  const shown = codes.slice(0, LISTED).join(", ");
  return more > 0 ? `${shown}\n${t.methodology.moreLines(more)}` : shown;
}

/** From the first day of the lines to the last. */
function periodOf(claims: Claim[], words: Words): string {
  const periods = claims.map(({ activity }) => activity.period);
  const starts = periods.map((period) => period.start).sort();
  const ends = periods.map((period) => period.end).sort();
  return words.span({ start: starts[0]!, end: ends.at(-1)! });
}

/** What the document proves of each quality criterion (Scope 2 Guidance, table 7.1). Never more than it states. */
function criteriaTable(model: ReportModel, claims: Claim[], words: Words): Block {
  const t = words.annex.instruments;
  const { criterion, criteriaColumns: columns } = t;
  const findings = findingsOf(model, claims, words);
  return {
    kind: "table",
    columns: [
      { header: columns.number, width: "fit", align: "center" },
      { header: columns.criterion, width: 5 },
      { header: columns.finding, width: 6 },
    ],
    rowHeader: 1,
    rows: Object.entries(findings).map(([code, finding], at) => ({
      cells: [String(at + 1), criterion[code as keyof typeof criterion], finding],
    })),
  };
}

type Criterion = keyof Words["annex"]["instruments"]["criterion"];

function findingsOf(model: ReportModel, claims: Claim[], words: Words): Record<Criterion, string> {
  const t = words.annex.instruments.finding;
  const isStated = claims.every(({ instrument }) => instrument !== undefined);
  const isCertificate = ({ claim }: Claim) => instrumentType(claim.type)?.isCertificate ?? false;
  const named = (some: Claim[]) =>
    listCodes(
      [
        ...new Set(
          some.map(({ claim, instrument }) => claim.reference ?? (instrument ? nameOf(instrument) : claim.factor)),
        ),
      ],
      words,
    );
  const certificates = claims.filter(isCertificate);
  const contracts = claims.filter((one) => !isCertificate(one));
  const without = claims.filter(({ instrument }) => !instrument?.statement);
  const uncancelled = certificates.filter(({ instrument }) => !instrument?.cancelledOn || !instrument.beneficiary);
  const unnumbered = claims.filter(({ instrument }) => !instrument?.serials);
  const ofType = (type: string) => claims.filter(({ claim }) => claim.type === type);
  const ofSupplier = ofType("supplier_contract");
  const direct = [...ofType("power_purchase_agreement"), ...ofType("direct_line")];
  const { vintage, period } = model.document;
  const window = vintage ?? period;
  const cancelled = uncancelled.length > 0 ? t.notCancelled(named(uncancelled)) : t.cancelled;
  return {
    rate: without.length > 0 ? t.rateStated(named(without)) : t.rateOnFile,
    sole: unnumbered.length > 0 ? t.soleUnnumbered(named(unnumbered)) : t.sole,
    cancelled: certificates.length === 0 && contracts.length > 0 ? t.contractOnly : cancelled,
    vintage: isStated ? t.vintage(words.date(window.start), words.date(window.end)) : t.unknown,
    market: claims.every(({ instrument }) => instrument?.market) ? t.market : t.unknown,
    utility: ofSupplier.length > 0 ? t.notExamined(named(ofSupplier)) : t.notApplicable,
    direct: direct.length > 0 ? t.notExamined(named(direct)) : t.notApplicable,
    residual: findingOfRest(model, words),
  };
}

/** What covers the rest; the name of a residual mix states what it leaves out. */
function findingOfRest({ document, factors }: ReportModel, words: Words): string {
  const t = words.annex.instruments.finding;
  const isAverageUsed = (document.results?.disclosures ?? []).some(({ code }) => code === "market_based_grid_average");
  const applied = new Set(document.activities.map(({ market }) => market?.residualFactor));
  const mixes = factors.filter(({ reference }) => applied.has(reference));
  if (mixes.length === 0) return isAverageUsed ? t.noResidual : t.noRest;
  const names = mixes.map(({ factor, label }) => words.name(factor.name) || label).join("; ");
  return isAverageUsed ? t.residualInPart(names) : t.residual(names);
}
