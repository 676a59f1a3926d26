import type { DocumentReader, JsonObject } from "./document-reader.ts";
import { pointerToken } from "./document-reader.ts";
import { validateCount } from "./validate-count.ts";
import { parseExact, WITHHELD } from "./withheld.ts";

/** Fields about a line's inputs. A copy that withholds the inputs has none of them. */
const INPUTS = [
  "quantity",
  "unit",
  "method",
  "chain",
  "heatBasis",
  "via",
  "biogenicFraction",
  "share",
  "market",
  "merged",
];

/**
 * Checks the withheld parts of a copy. Returns whether the inputs are among them: the line then has a stated result
 * instead, and no input fields.
 */
export function validateWithheld(
  reader: DocumentReader,
  activity: JsonObject,
  { pointer, scope }: { pointer: string; scope: number | null },
): boolean {
  const at = `${pointer}/withheld`;
  const withheld = reader.object(reader.optional(activity, "withheld"), at);
  if (!withheld) return false;
  const parts = ["names", "evidence", "inputs"].filter((part) => Object.hasOwn(withheld, part));
  if (parts.length === 0) reader.fault("missing_field", at, { field: "names" });
  for (const part of parts) {
    const hash = reader.text(withheld[part], `${at}/${part}`);
    if (hash !== null && !/^[0-9a-f]{64}$/.test(hash)) reader.fault("value_unknown", `${at}/${part}`, { value: part });
  }
  validateDisclosures(reader, withheld, at);
  if (!parts.includes("inputs")) {
    if (Object.hasOwn(withheld, "result")) reader.fault("value_unknown", `${at}/result`, { found: "result" });
    return false;
  }
  reader.oneOf(reader.need(activity, "factor", pointer), [WITHHELD], `${pointer}/factor`);
  for (const name of INPUTS) {
    if (Object.hasOwn(activity, name)) reader.fault("value_unknown", `${pointer}/${name}`, { found: name });
  }
  validateResult(reader, reader.need(withheld, "result", at), { at: `${at}/result`, scope });
  return true;
}

function validateResult(
  reader: DocumentReader,
  value: unknown,
  { at, scope }: { at: string; scope: number | null },
): void {
  const result = reader.object(value, at);
  if (!result) return;
  const gases = reader.object(reader.need(result, "gasesKg", at), `${at}/gasesKg`) ?? {};
  for (const [gas, kg] of Object.entries(gases)) exact(reader, kg, `${at}/gasesKg/${pointerToken(gas)}`);
  const unsplit = reader.object(reader.optional(result, "unsplit"), `${at}/unsplit`);
  if (unsplit) {
    exact(reader, reader.need(unsplit, "co2eKg", `${at}/unsplit`), `${at}/unsplit/co2eKg`);
    reader.text(reader.need(unsplit, "gwpSet", `${at}/unsplit`), `${at}/unsplit/gwpSet`);
  }
  exact(reader, reader.need(result, "biogenicCo2Kg", at), `${at}/biogenicCo2Kg`);
  if (scope === 2) exact(reader, reader.need(result, "co2eKgMarketBased", at), `${at}/co2eKgMarketBased`);
  else if (Object.hasOwn(result, "co2eKgMarketBased"))
    reader.fault("market_outside_scope_2", `${at}/co2eKgMarketBased`, { scope: String(scope) });
  validateDisclosures(reader, result, at);
  validateCount(reader, reader.optional(result, "records"), `${at}/records`);
  exact(reader, reader.optional(result, "squaredCo2eKg"), `${at}/squaredCo2eKg`);
}

/** Checks the disclosure notes of a line, each with a code and facts. */
export function validateDisclosures(reader: DocumentReader, owner: JsonObject, at: string): void {
  const list = reader.array(reader.optional(owner, "disclosures"), `${at}/disclosures`) ?? [];
  for (const [index, value] of list.entries()) {
    const where = `${at}/disclosures/${index}`;
    const disclosure = reader.object(value, where);
    if (!disclosure) continue;
    reader.text(reader.need(disclosure, "code", where), `${where}/code`);
    const detail = reader.object(reader.optional(disclosure, "detail"), `${where}/detail`) ?? {};
    for (const [name, text] of Object.entries(detail)) reader.words(text, `${where}/detail/${pointerToken(name)}`);
  }
}

function exact(reader: DocumentReader, value: unknown, pointer: string): void {
  if (value !== undefined && parseExact(value) === null) reader.fault("number_grammar", pointer);
}
