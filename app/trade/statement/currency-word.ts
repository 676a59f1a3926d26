import { isCurrency } from "#app/money/currency.ts";
import { toHalfWidth } from "#app/number/half-width.ts";

/** The names that banks in China use. */
const NAMES: Record<string, string> = {
  人民币: "CNY",
  人民币元: "CNY",
  元: "CNY",
  RMB: "CNY",
  CNH: "CNY",
  美元: "USD",
  欧元: "EUR",
  英镑: "GBP",
  港币: "HKD",
  港元: "HKD",
  日元: "JPY",
  日币: "JPY",
  澳元: "AUD",
  澳大利亚元: "AUD",
  加元: "CAD",
  加拿大元: "CAD",
  新加坡元: "SGD",
  新元: "SGD",
  瑞士法郎: "CHF",
  新西兰元: "NZD",
  韩元: "KRW",
  瑞典克朗: "SEK",
  丹麦克朗: "DKK",
  挪威克朗: "NOK",
  澳门元: "MOP",
  泰铢: "THB",
};

/** The ISO 4217 code of a currency as banks write it: `USD`, `usd`, `美元`, `USD-美元`. Null if it is unknown. */
export function readCurrency(text: string): string | null {
  const folded = toHalfWidth(text).trim().toUpperCase();
  if (folded === "" || folded.length > 40) return null;
  const named = NAMES[folded];
  if (named) return named;
  if (isCurrency(folded)) return folded;
  const code = /^([A-Z]{3})(?![A-Z])/.exec(folded)?.[1] ?? /(?<![A-Z])([A-Z]{3})$/.exec(folded)?.[1];
  if (code) return NAMES[code] ?? (isCurrency(code) ? code : null);
  return null;
}
