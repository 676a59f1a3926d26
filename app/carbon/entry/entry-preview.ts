import type {
  DecimalString,
  Disclosure,
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  Period,
  ScopeNumber,
} from "#app/carbon/document/inventory-document.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { openGwpSet } from "#app/carbon/factor/gwp.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { type CalculationContext, openContext } from "#app/carbon/line/calculation-context.ts";
import { type LineTrace, traceLine } from "#app/carbon/line/calculation-trace.ts";
import { isWithin } from "#app/day/period.ts";
import { add, type Ratio, subtract, toExactOr40, ZERO } from "#app/number/ratio.ts";
import type { CheckedActivity } from "./activity-entry.ts";

/** The factors chosen for a source, as references into `factors`, or the code and facts of the reason for none. */
export type ChosenFactors =
  | {
      ok: true;
      factors: DocumentFactor[];
      factorRef: string;
      viaRefs: string[];
      residualRef: string | null;
      accepted: { code: string; detail: Record<string, string> }[];
    }
  | { ok: false; code: string; detail: Record<string, string> };

export interface PreviewSource {
  id: string;
  scope: ScopeNumber;
  category: string;
  share: string;
  chosen: ChosenFactors;
}

export interface PreviewInputs {
  period: Period;
  gwp: DocumentGwp;
  sources: PreviewSource[];
}

/** The result of an entry, or a problem of the engine with the facts for its sentence. */
export type EntryPreview =
  | {
      ok: true;
      /** Location-based for scope 2. Exact, so that totals over rows are exact too. */
      exactCo2eKg: Ratio;
      co2eKg: DecimalString;
      /** Only for scope 2. */
      co2eKgMarketBased: DecimalString | null;
      trace: LineTrace;
      disclosures: Disclosure[];
      factors: DocumentFactor[];
    }
  | { ok: false; problems: { code: string; detail: Record<string, string> }[] };

export interface Previewer {
  preview(value: CheckedActivity): EntryPreview;
  /** kg CO2e in one `unit` of the source's factor. Null without a factor or a GWP for it. */
  factorOf(sourceId: string): { co2eKg: DecimalString; unit: string } | null;
}

const ID = "entry";

/**
 * Prepares the calculation of single entries with the engine of the inventory. The factors of all sources are read
 * once, so a row costs only its multiplication.
 */
export function makePreviewer({ period, gwp, sources }: PreviewInputs): Previewer {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const factors = new Map<string, DocumentFactor>();
  for (const { chosen } of sources) {
    for (const factor of chosen.ok ? chosen.factors : []) factors.set(referenceOf(factor), factor);
  }
  const shared = openContext({ gwp, factors: [...factors.values()] });
  const gwpSet = openGwpSet(gwp);

  return {
    preview(value) {
      const source = byId.get(value.sourceId);
      if (!source) return problem("factor_missing", {});
      if (!source.chosen.ok) return problem(source.chosen.code, source.chosen.detail);
      if (!isWithin(value.period, period)) return problem("activity_outside_period", { ...value.period });
      return calculate(shared, toActivity(value, source, source.chosen));
    },
    factorOf(sourceId) {
      const chosen = byId.get(sourceId)?.chosen;
      const factor = chosen?.ok ? factors.get(chosen.factorRef) : undefined;
      const worth = factor && evaluateFactor(factor, gwpSet);
      return worth?.kind === "emission" && worth.total !== null ? { co2eKg: worth.total, unit: worth.unit } : null;
    },
  };
}

/** The exact sum of previews in kg CO2e. Entries without a result are left out, and the caller states that. */
export function sumPreviews(previews: Iterable<EntryPreview>): DecimalString {
  return printSum(addPreviews(ZERO, previews));
}

/** A running sum plus more previews. It is exact, so adding and subtracting the same value leaves no remainder. */
export function addPreviews(total: Ratio, previews: Iterable<EntryPreview>): Ratio {
  let next = total;
  for (const preview of previews) if (preview.ok) next = add(next, preview.exactCo2eKg);
  return next;
}

export function subtractPreviews(total: Ratio, previews: Iterable<EntryPreview>): Ratio {
  let next = total;
  for (const preview of previews) if (preview.ok) next = subtract(next, preview.exactCo2eKg);
  return next;
}

export const EMPTY_SUM: Ratio = ZERO;

/** kg CO2e of a running sum, in the format of results. */
export function printSum(total: Ratio): DecimalString {
  return toExactOr40(total);
}

function calculate(context: CalculationContext, activity: DocumentActivity): EntryPreview {
  const { line, issues, disclosures } = calculateActivity(context, activity, 0);
  if (!line) return { ok: false, problems: issues.map(({ code, detail = {} }) => ({ code, detail })) };
  const references = [
    ...(activity.via ?? []),
    activity.factor,
    ...(activity.market?.residualFactor ? [activity.market.residualFactor] : []),
  ];
  return {
    ok: true,
    exactCo2eKg: line.emission.co2eKg,
    co2eKg: toExactOr40(line.emission.co2eKg),
    co2eKgMarketBased: line.market && toExactOr40(line.market.co2eKg),
    get trace() {
      return traceLine(line);
    },
    disclosures,
    factors: references.map((reference) => context.factor(reference)),
  };
}

function toActivity(
  value: CheckedActivity,
  source: PreviewSource,
  chosen: ChosenFactors & { ok: true },
): DocumentActivity {
  return {
    id: ID,
    facility: "",
    scope: source.scope,
    category: source.category,
    period: value.period,
    quantity: value.quantity,
    unit: value.unit,
    via: chosen.viaRefs,
    factor: chosen.factorRef,
    share: source.share,
    dataQuality: value.dataQuality,
    ...(source.scope === 2
      ? {
          market: { instruments: [], residualFactor: chosen.residualRef },
        }
      : {}),
    accepted: chosen.accepted.map(({ code }) => ({ code, reason: code })),
  };
}

function problem(code: string, detail: Record<string, string>): EntryPreview {
  return { ok: false, problems: [{ code, detail }] };
}
