import type {
  ContractualInstrument,
  DocumentActivity,
  DocumentFactor,
  FactorReference,
  InventoryDocument,
} from "#app/carbon/document/inventory-document.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { instrumentType } from "#app/carbon/factor/instrument-type.ts";
import { foldRegistry, shareSerials } from "#app/carbon/factor/serial-range.ts";
import { convert, isConvertible, type UnitCode } from "#app/carbon/unit/unit.ts";
import { isWithin, type Period } from "#app/day/period.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { add, compare, fromDecimal, type Ratio, toExactOr40, ZERO } from "#app/number/ratio.ts";

/** Why a line can't claim an instrument, with the facts for its sentence. */
export interface ClaimProblem {
  code: "instrument_claimed_twice" | "instrument_vintage" | "instrument_not_cancelled";
  detail: Record<string, string>;
}

type Claimable = Pick<InventoryDocument, "activities"> & { factors: readonly DocumentFactor[]; window: Period };

interface Claimed {
  reference: FactorReference;
  instrument: ContractualInstrument;
  types: Set<string>;
  sum: Ratio;
}

/**
 * The problems of each instrument that lines claim, by the reference of its factor (Scope 2 Guidance, 7.1: criteria 3
 * and 4). Instruments of which a document states nothing but the claim are not judged.
 */
export function judgeClaims(document: Claimable): ReadonlyMap<FactorReference, ClaimProblem[]> {
  const claimed = collectClaims(document);
  return new Map(
    claimed.map((one) => [
      one.reference,
      [...judgeSum(one), ...judgeSerials(one, claimed), ...judgeVintage(one, document.window), ...judgeCancelled(one)],
    ]),
  );
}

function collectClaims({ activities, factors }: Claimable): Claimed[] {
  const claimed = new Map<FactorReference, Claimed>();
  for (const factor of factors) {
    if (factor.kind !== "emission" || !factor.instrument) continue;
    const reference = referenceOf(factor);
    claimed.set(reference, { reference, instrument: factor.instrument, types: new Set(), sum: ZERO });
  }
  if (claimed.size === 0) return [];
  for (const activity of activities) addClaims(claimed, activity);
  return [...claimed.values()].filter(({ types }) => types.size > 0);
}

function addClaims(claimed: ReadonlyMap<FactorReference, Claimed>, { market, merged }: DocumentActivity): void {
  for (const { factor, quantity, unit, type } of market?.instruments ?? []) {
    const one = claimed.get(factor);
    if (!one) continue;
    one.types.add(type);
    const [from, to] = [unit as UnitCode, one.instrument.unit as UnitCode];
    // Other units are an issue of the line.
    if (!isConvertible(from, to)) continue;
    const claim = fromDecimal(parseDecimal(quantity, merged ? BOUNDS.sum : BOUNDS.quantity));
    one.sum = add(one.sum, convert(claim, from, to));
  }
}

function judgeSum({ instrument: { quantity, unit, ...instrument }, sum }: Claimed): ClaimProblem[] {
  const whole = fromDecimal(parseDecimal(quantity, BOUNDS.quantity));
  if (compare(sum, whole) <= 0) return [];
  const detail = { instrument: nameOf(instrument), claimed: toExactOr40(sum), quantity, unit };
  return [{ code: "instrument_claimed_twice", detail }];
}

function judgeSerials(one: Claimed, all: readonly Claimed[]): ClaimProblem[] {
  const other = all.find((each) => each !== one && shareCertificates(one.instrument, each.instrument));
  if (!other) return [];
  const detail = { instrument: nameOf(one.instrument), other: nameOf(other.instrument) };
  return [{ code: "instrument_claimed_twice", detail }];
}

function shareCertificates(a: ContractualInstrument, b: ContractualInstrument): boolean {
  if (!a.serials || !b.serials || foldRegistry(a.registry!) !== foldRegistry(b.registry!)) return false;
  return shareSerials(a.serials, b.serials);
}

function judgeVintage({ instrument: { generation, ...instrument } }: Claimed, window: Period): ClaimProblem[] {
  if (isWithin(generation, window)) return [];
  const detail = { ...generation, windowStart: window.start, windowEnd: window.end };
  return [{ code: "instrument_vintage", detail: { instrument: nameOf(instrument), ...detail } }];
}

function judgeCancelled({ instrument, types }: Claimed): ClaimProblem[] {
  const isCertificate = [...types].some((type) => instrumentType(type)?.isCertificate);
  if (!isCertificate || instrument.cancelledOn !== undefined) return [];
  return [{ code: "instrument_not_cancelled", detail: { instrument: nameOf(instrument) } }];
}

/** The numbers by which a reader finds the instrument. */
export function nameOf({ serials, contract }: Pick<ContractualInstrument, "serials" | "contract">): string {
  if (serials) return serials.first === serials.last ? serials.first : `${serials.first} – ${serials.last}`;
  return contract ?? "";
}
