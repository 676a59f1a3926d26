import type { DocumentActivity, Market } from "#app/carbon/document/inventory-document.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { translator } from "#app/i18n/index.ts";
import type { Claim } from "#app/instruments/allocation.server.ts";
import { referenceOf as nameOfInstrument, toDocumentFactor } from "#app/instruments/contractual-instrument.ts";
import { remembering } from "#app/number/remember.ts";
import type { EmissionSource } from "#app/places/emission-source.server.ts";
import type { NamedFile } from "#app/records/evidenced-record.server.ts";
import { referenceOf, type SourceFactors } from "#app/sources/factor-selection.server.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";

/** Where a record arises, and the factors that it is calculated with. */
interface ActivityFactors {
  source: EmissionSource;
  facility: { id: string; share: string };
  chosen: SourceFactors & { ok: true };
}

/** A record as an activity of the document, with the factors that were chosen for it. */
export function toActivity(
  record: CalculatedRecord,
  { source, facility, chosen }: ActivityFactors,
): Omit<DocumentActivity, "id"> {
  return {
    facility: facility.id,
    scope: source.scope,
    category: source.category,
    period: record.period,
    ...(record.method ? { method: record.method } : { quantity: record.quantity, unit: record.unit }),
    ...(chosen.viaRefs.length > 0 ? { via: chosen.viaRefs } : {}),
    factor: chosen.factorRef,
    share: facility.share,
    dataQuality: record.dataQuality,
    ...(record.estimate ? { estimate: record.estimate } : {}),
    primary: usesPrimaryData(chosen),
    ...(source.uncertainty
      ? { uncertainty: { activity: source.uncertainty.activity, factor: source.uncertainty.factor } }
      : {}),
    ...(source.scope === 2 && (record.claims.length > 0 || chosen.residualRef)
      ? { market: toMarket(record.claims, chosen.residualRef) }
      : {}),
    ...(chosen.accepted.length > 0
      ? { accepted: acceptedCodes(chosen).map((code) => ({ code, reason: policyReason(code) })) }
      : {}),
    description: present(source.name),
  };
}

/** Scope 3 Standard, chapter 7: the factor decides, never that the quantity was measured. */
function usesPrimaryData({ factors, factorRef }: SourceFactors & { ok: true }): boolean {
  return factors.some(
    (factor) => factor.kind !== "property" && factor.primaryData !== undefined && referenceOf(factor) === factorRef,
  );
}

/** What was typed, then each file with its hash, so that a reader who is handed a file can tell that it is the one. */
export function evidenceText(reference: string, files: readonly NamedFile[]): string {
  return [...(reference ? [reference] : []), ...files.map(({ name, sha256 }) => `${name} (sha256 ${sha256})`)].join(
    "; ",
  );
}

function toMarket(claims: readonly Claim[], residualRef: string | null): Market {
  return {
    instruments: claims.map(({ instrument, number, quantity }) => ({
      type: instrument.type,
      quantity,
      unit: instrument.unit,
      factor: referenceOf(toDocumentFactor(instrument, number)),
      reference: nameOfInstrument(instrument),
    })),
    residualFactor: residualRef,
  };
}

/** Factor, property and residual may each be a substitute; the policy is stated once. */
function acceptedCodes({ accepted }: SourceFactors & { ok: true }): string[] {
  return [...new Set(accepted.map(({ code }) => code))];
}

/** The stated policy in words, in both languages: the document is one for both. */
const policyReason = remembering((code) => {
  const reasonIn = (language: ContentLanguage) => {
    const { acceptedReason } = translator(language).carbon;
    return acceptedReason[code as keyof typeof acceptedReason];
  };
  return `${reasonIn("en")} ${reasonIn("zh")}`;
});

/** A name in the languages that it has. */
export function present(name: { en: string; zh: string }): { en?: string; zh?: string } {
  return { ...(name.en ? { en: name.en } : {}), ...(name.zh ? { zh: name.zh } : {}) };
}
