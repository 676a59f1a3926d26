import { normalText } from "#app/encoding/text/normal-text.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { BOUNDS, Decimal, parseDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, multiply, ONE, type Ratio } from "#app/number/ratio.ts";
import { AMBIGUOUS_UNITS, UNIT_ALIASES, UNIT_MULTIPLE_ALIASES, UNIT_PREFIXES } from "./unit-alias.ts";
import { type Dimension, UNITS, type UnitCode } from "./unit-table.ts";

export type { Dimension, UnitCode } from "./unit-table.ts";

export const UNIT_CODES = Object.keys(UNITS) as UnitCode[];

/** Whether a text is a unit code of an inventory document. Aliases are not. */
export function isUnitCode(text: unknown): text is UnitCode {
  return typeof text === "string" && Object.hasOwn(UNITS, text);
}

export function dimensionOf(code: UnitCode): Dimension {
  return UNITS[code][0];
}

export function isEnergy(code: UnitCode): boolean {
  return dimensionOf(code) === "energy";
}

export function unitsOfDimension(dimension: Dimension): UnitCode[] {
  return UNIT_CODES.filter((code) => dimensionOf(code) === dimension);
}

export function compatibleUnits(code: UnitCode): UnitCode[] {
  return unitsOfDimension(dimensionOf(code));
}

export function isConvertible(from: UnitCode, to: UnitCode): boolean {
  return dimensionOf(from) === dimensionOf(to);
}

/**
 * The exact number of `to` in one `from`: TJ → kWh is 2500000/9.
 * @throws CarbonError `unit_mismatch` if the dimensions differ
 */
export function conversionRatio(from: UnitCode, to: UnitCode): Ratio {
  if (from === to) return ONE;
  if (!isConvertible(from, to)) {
    throw new CarbonError("unit_mismatch", {
      from,
      to,
      fromDimension: dimensionOf(from),
      toDimension: dimensionOf(to),
    });
  }
  return divide(sizeOf(from), sizeOf(to));
}

function sizeOf(code: UnitCode): Ratio {
  return fromDecimal(new Decimal(UNITS[code][1]));
}

export function convert(value: Ratio, from: UnitCode, to: UnitCode): Ratio {
  return from === to ? value : multiply(value, conversionRatio(from, to));
}

/** A parsed unit: the code for the document and the multiplier of the number (`10000` for 万). */
export type ParsedUnit =
  | { ok: true; code: UnitCode; multiple: string }
  | { ok: false; code: "unit_unknown"; candidates: UnitCode[] }
  | { ok: false; code: "unit_ambiguous"; candidates: UnitCode[] };

/**
 * Parses a unit from people or files, English or Chinese. `ton`, `gal` and similar texts are rejected as
 * `unit_ambiguous` with their possible meanings. An unknown text is `unit_unknown` with similar codes.
 */
export function parseUnit(text: string): ParsedUnit {
  if (text.length > 60) return { ok: false, code: "unit_unknown", candidates: [] };
  const trimmed = text.trim();
  if (isUnitCode(trimmed)) return { ok: true, code: trimmed, multiple: "1" };
  const normal = normalizeUnitText(trimmed);
  const whole = lookUp(normal);
  if (whole) return whole;
  const lower = normal.toLowerCase();
  for (const [prefix, multiple] of UNIT_PREFIXES) {
    if (!lower.startsWith(prefix)) continue;
    const rest = lookUp(normal.slice(prefix.length).replace(/^[\s.]+/, ""));
    if (!rest) continue;
    return rest.ok ? { ok: true, code: rest.code, multiple: multiplyText(multiple, rest.multiple) } : rest;
  }
  return { ok: false, code: "unit_unknown", candidates: similarCodes(normal) };
}

/** A number entered with `unit` as a quantity in the unit's code: 1.2 万千瓦时 is 12000 kWh. */
export function applyMultiple(quantity: string, multiple: string): string {
  const product = parseDecimal(quantity, BOUNDS.quantity).times(new Decimal(multiple)).toFixed();
  parseDecimal(product, BOUNDS.quantity);
  return product;
}

/** Codes and aliases as written, and also in lower case if case has no meaning: not for M, G or T alone. */
const NAMES = new Map<string, UnitCode>();
const NAMES_IN_LOWER_CASE = new Map<string, UnitCode>();
for (const code of UNIT_CODES) {
  for (const name of [code, ...UNIT_ALIASES[code]]) {
    NAMES.set(name, code);
    if (name.length > 1) NAMES_IN_LOWER_CASE.set(name.toLowerCase(), code);
  }
}

function lookUp(text: string): ParsedUnit | null {
  const lower = text.toLowerCase();
  const meanings = Object.hasOwn(AMBIGUOUS_UNITS, lower) ? AMBIGUOUS_UNITS[lower] : undefined;
  if (meanings) return { ok: false, code: "unit_ambiguous", candidates: [...meanings] };
  const code = NAMES.get(text) ?? NAMES_IN_LOWER_CASE.get(lower);
  if (code) return { ok: true, code, multiple: "1" };
  const part = Object.hasOwn(UNIT_MULTIPLE_ALIASES, lower) ? UNIT_MULTIPLE_ALIASES[lower] : undefined;
  return part ? { ok: true, code: part[1], multiple: part[0] } : null;
}

const SUPERSCRIPTS: Record<string, string> = { "²": "2", "³": "3", "⁴": "4", "⁶": "6", "⁸": "8" };

/** Normalizes to one form: no superscripts, one kind of multiplication dot, single spaces, half-width characters. */
function normalizeUnitText(text: string): string {
  return normalText(
    text
      .replace(/10([³⁴⁶⁸])/g, (_, digit: string) => `10^${SUPERSCRIPTS[digit]}`)
      .replace(/[²³]/g, (digit) => SUPERSCRIPTS[digit]!),
    "NFKC",
  )
    .replace(/\s+/g, " ")
    .replace(/ ?[·・⋅∙•*×-] ?/g, ".")
    .trim();
}

function multiplyText(a: string, b: string): string {
  return new Decimal(a).times(b).toFixed();
}

function similarCodes(text: string): UnitCode[] {
  const wanted = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (wanted.length < 2) return [];
  return UNIT_CODES.filter((code) => {
    const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
    return plain.startsWith(wanted) || wanted.startsWith(plain);
  }).slice(0, 5);
}
