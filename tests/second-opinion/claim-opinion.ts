import type { EmissionFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { f, NOTHING, order, plus, times } from "./fraction.ts";
import { isSameKind, rate } from "./measure.ts";

const CERTIFICATES = [
  "green_power_trade",
  "green_electricity_certificate",
  "guarantee_of_origin",
  "rego",
  "rec",
  "i_rec",
];

/** Why what lines claim of an instrument can't be theirs. One code for each reason. */
export function faultsOfClaim(document: InventoryDocument, reference: string): string[] {
  const find = (one: string) =>
    document.factors.find(({ id, version }) => `${id}@${version}` === one) as EmissionFactor;
  const { instrument } = find(reference);
  if (!instrument) return [];
  const claims = document.activities.flatMap(({ market }) => market?.instruments ?? []);
  const own = claims.filter(({ factor }) => factor === reference);
  const sum = own
    .filter(({ unit }) => isSameKind(unit, instrument.unit))
    .reduce((so, { quantity, unit }) => plus(so, times(f(quantity), rate(unit, instrument.unit))), NOTHING);
  const faults: string[] = [];
  if (order(sum, f(instrument.quantity)) > 0n) faults.push("instrument_claimed_twice");
  const others = [...new Set(claims.map(({ factor }) => factor))].filter((one) => one !== reference);
  if (others.some((one) => haveCommon(instrument, find(one).instrument))) faults.push("instrument_claimed_twice");
  const { start, end } = document.vintage ?? document.period;
  if (instrument.generation.start < start || instrument.generation.end > end) faults.push("instrument_vintage");
  if (!instrument.cancelledOn && own.some(({ type }) => CERTIFICATES.includes(type))) {
    faults.push("instrument_not_cancelled");
  }
  return faults;
}

/** Every number of both ranges, which the random documents keep short. */
function haveCommon(a: EmissionFactor["instrument"], b: EmissionFactor["instrument"]): boolean {
  if (!a?.serials || !b?.serials || a.registry?.toLowerCase() !== b.registry?.toLowerCase()) return false;
  const numbers = new Set(listNumbers(a.serials));
  return listNumbers(b.serials).some((one) => numbers.has(one));
}

function listNumbers({ first, last }: { first: string; last: string }): string[] {
  const [series, from, to] = [first.slice(0, 2).toUpperCase(), Number(first.slice(-3)), Number(last.slice(-3))];
  return Array.from({ length: to - from + 1 }, (_, at) => `${series}${from + at}`);
}
