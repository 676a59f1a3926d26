import type {
  DocumentActivity,
  DocumentFactor,
  EmissionFactor,
  InventoryDocument,
  Market,
  Withheld,
} from "#app/carbon/document/inventory-document.ts";
import { WITHHELD } from "#app/carbon/document/withheld.ts";
import { omit } from "#app/encoding/omit.ts";

/** What of a line can be left out, in the order of its leaves. */
export const LINE_PARTS = ["names", "evidence", "inputs"] as const;
export type LinePart = (typeof LINE_PARTS)[number];

/** How much of a line a copy leaves out: who it is about, or also what the result was made from. */
export type WithholdLevel = "names" | "inputs";

export const PARTS_OF: Record<WithholdLevel, readonly LinePart[]> = {
  names: ["names", "evidence"],
  inputs: ["names", "evidence", "inputs"],
};

/** Replaces a name. */
export const NAME_WITHHELD = { en: "Name withheld", zh: "名称未公开" };
/** Reasons are one text for both languages. */
const REASON_WITHHELD = "Withheld. 未公开。";

type JsonRecord = Record<string, unknown>;

/** A line as the copy shows it, without its leaf hashes, and the values of the parts that it leaves out. */
export interface SplitLine {
  shown: DocumentActivity;
  values: Partial<Record<LinePart, JsonRecord>>;
}

/** Whose words are its organization's own: a certificate, a contract, a supplier's figure; not a published factor. */
export function isPrivateFactor({ id }: { id: string }): boolean {
  return id.startsWith("own-") || id.startsWith("instrument-");
}

/** A private factor with its figures and without its words. */
export function withoutWords<Factor extends DocumentFactor>(factor: Factor): Factor {
  return omit(factor as EmissionFactor, "name", "publisher", "source", "instrument") as unknown as Factor;
}

export function referencesOf({ factor, via, market }: DocumentActivity): string[] {
  return [
    ...(factor === WITHHELD ? [] : [factor]),
    ...(via ?? []),
    ...(market?.instruments ?? []).map((instrument) => instrument.factor),
    ...(market?.residualFactor ? [market.residualFactor] : []),
  ];
}

/**
 * Takes a line apart. What is shown without the inputs is an allow-list: a member that this code does not know counts
 * as an input. The facility and the days stay, so that the copy's sums by facility and month are those of the whole.
 *
 * - names: description, source, reasons, references of certificates, the words of private factors
 * - evidence: what was typed, names and hashes of files; a hash alone would confirm the file to anyone who has it
 * - inputs: all else that the result was made from, with the factors themselves, so that the line can be calculated
 * again
 */
export function splitLine(document: InventoryDocument, activity: DocumentActivity, level: WithholdLevel): SplitLine {
  const factors = new Map(document.factors.map((factor) => [`${factor.id}@${factor.version}`, factor]));
  const { rest, names } = takeNames(activity, factors);
  const { evidence, ...withoutEvidence } = rest;
  const values: SplitLine["values"] = { names, evidence: evidence === undefined ? {} : { evidence } };
  if (level === "names") return { shown: { ...withoutEvidence, description: NAME_WITHHELD }, values };
  const { id, facility, scope, category, period, entry, dataQuality, primary, quality, uncertainty, ...inputs } =
    withoutEvidence;
  const used = [...new Set(referencesOf(activity))].sort().flatMap((reference) => factors.get(reference) ?? []);
  values.inputs = {
    activity: inputs,
    factors: used.map((factor) => (isPrivateFactor(factor) ? withoutWords(factor) : factor)),
  };
  const shown = defined({ id, facility, scope, category, period, entry, dataQuality, primary, quality, uncertainty });
  return { shown: { ...shown, factor: WITHHELD, description: NAME_WITHHELD } as DocumentActivity, values };
}

/** The activity with every part back in its place. */
export function joinLine(shown: DocumentActivity, values: SplitLine["values"]): DocumentActivity {
  const line = omit(shown, "withheld");
  let joined: JsonRecord = { ...line };
  if (values.inputs) joined = { ...joined, ...(values.inputs.activity as JsonRecord) };
  if (values.evidence) joined = { ...joined, ...values.evidence };
  if (values.names) joined = putNames(joined, values.names);
  return joined as unknown as DocumentActivity;
}

function takeNames(
  activity: DocumentActivity,
  factors: ReadonlyMap<string, DocumentFactor>,
): { rest: Omit<DocumentActivity, "description" | "emissionSource">; names: JsonRecord } {
  const { description, emissionSource, entry, estimate, market, accepted, ...rest } = activity;
  const names: JsonRecord = defined({
    description,
    emissionSource,
    entry: entry && defined({ reason: entry.reason, corrects: entry.corrects }),
    estimate: estimate?.reason,
    accepted: accepted?.map(({ reason }) => reason),
    references: market?.instruments.map(({ reference }) => reference ?? null),
    claims: market?.claims,
    factors: wordsOfPrivate(activity, factors),
  });
  return {
    rest: {
      ...rest,
      ...(entry ? { entry: { kind: entry.kind, reason: REASON_WITHHELD } } : {}),
      ...(estimate ? { estimate: { ...estimate, reason: REASON_WITHHELD } } : {}),
      ...(accepted ? { accepted: accepted.map(({ code }) => ({ code, reason: REASON_WITHHELD })) } : {}),
      ...(market ? { market: withoutReferences(market) } : {}),
    },
    names,
  };
}

function putNames(line: JsonRecord, names: JsonRecord): JsonRecord {
  const { description, emissionSource, entry, estimate, accepted, references, claims } = names;
  const rest = omit(line, "description");
  const market = line.market as Market | undefined;
  const reasons = accepted as string[] | undefined;
  const instruments = (references as (string | null)[] | undefined) ?? [];
  return defined({
    ...rest,
    description,
    emissionSource,
    entry: entry ? { ...(line.entry as JsonRecord), ...(entry as JsonRecord) } : line.entry,
    estimate: estimate ? { ...(line.estimate as JsonRecord), reason: estimate } : line.estimate,
    accepted: reasons
      ? (line.accepted as { code: string }[] | undefined)?.map(({ code }, at) => ({ code, reason: reasons[at] }))
      : line.accepted,
    market: market && {
      ...market,
      instruments: market.instruments.map((one, at) =>
        typeof instruments[at] === "string" ? { ...one, reference: instruments[at] } : one,
      ),
      ...(claims ? { claims } : {}),
    },
  });
}

function withoutReferences({ claims, ...market }: Market): Market {
  const instruments = market.instruments.map((one) => omit(one, "reference"));
  // A claim keeps its being proven: without that the line would not be valid (methodology rule 21).
  const kept = claims?.map(({ proof }) => ({ name: WITHHELD, ...(proof === undefined ? {} : { proof: WITHHELD }) }));
  return { ...market, instruments, ...(kept ? { claims: kept } : {}) };
}

function wordsOfPrivate(activity: DocumentActivity, factors: ReadonlyMap<string, DocumentFactor>) {
  const words = referencesOf(activity).flatMap((reference) => {
    const factor = factors.get(reference);
    if (!factor || !isPrivateFactor(factor)) return [];
    const { name, publisher, source, instrument } = factor as EmissionFactor;
    return [[reference, defined({ name, publisher, source, instrument })] as const];
  });
  return words.length > 0 ? Object.fromEntries(words) : undefined;
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** The parts that a line of a copy leaves out. */
export function withheldParts(withheld: Withheld | undefined): LinePart[] {
  return LINE_PARTS.filter((part) => withheld?.[part] !== undefined);
}
