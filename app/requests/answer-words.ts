import { isUnitCode, parseUnit } from "#app/carbon/unit/unit.ts";
import { offerUnits } from "#app/carbon/unit/unit-offer.ts";
import { contentLanguageFor, type Locale, type Messages } from "#app/i18n/index.ts";
import type { SelectOption } from "#app/kit/field.tsx";
import { faultText, unitText } from "#app/records/sheet/fault-text.ts";

/** The error of a cell in words for readers without technical knowledge. */
export function answerFaultText(messages: Messages, fault: { code: string; facts: Record<string, string> }): string {
  const own = messages.dataRequest.recipient.fault as Record<string, string>;
  return Object.hasOwn(own, fault.code) ? own[fault.code]! : faultText(messages, fault);
}

type Help = keyof Messages["dataRequest"]["recipient"]["help"];

const HELP: Record<string, Help> = {
  purchased_electricity: "electricity",
  purchased_heat: "heat",
  purchased_steam: "heat",
  purchased_cooling: "heat",
  mobile_combustion: "vehicle",
  fugitive: "refrigerant",
  waste: "waste",
  end_of_life: "waste",
  business_travel: "travel",
  employee_commuting: "travel",
  upstream_transport: "transport",
  downstream_transport: "transport",
  purchased_goods_services: "goods",
  capital_goods: "goods",
};

const GASES = ["m3", "ft3", "Nm3", "Sm3", "scf"];

/** Chooses the help text by category and, for combustion, by fuel. */
export function helpOf({ category, unit }: { category: string; unit: string }): Help {
  if (category !== "stationary_combustion") return HELP[category] ?? "other";
  const parsed = parseUnit(unit);
  return parsed.ok && GASES.includes(parsed.code) ? "gas" : "fuel";
}

/** The requested unit first, then other usual units of its dimension, and the unit already entered. */
export function unitOptions(asked: string, present: string, messages: Messages, locale: Locale): SelectOption[] {
  const parsed = parseUnit(asked);
  const usual = parsed.ok ? offerUnits(parsed.code, contentLanguageFor(locale)).map(({ text }) => text) : [];
  const texts = [asked, ...usual, ...(present === "" ? [] : [present])];
  return [...new Set(texts)].map((value) => ({ value, label: unitLabel(value, messages, locale) }));
}

/** For example, kWh, or kWh 千瓦时 in Chinese. Omits names in brackets, because a phone shows only a few characters. */
function unitLabel(unit: string, messages: Messages, locale: Locale): string {
  const [, word, counted] = /^(thousand|million) (\S+)$/.exec(unit) ?? [];
  if (word && counted) return messages.carbon.multipleOf[word as "thousand"](unitText(messages, counted));
  const shown = unitText(messages, unit);
  if (contentLanguageFor(locale) !== "zh" || !isUnitCode(unit)) return shown;
  // pattern: our own text, the name of a unit.
  const name = ((messages.carbon.unitName as Record<string, string>)[unit] ?? "").replace(/（.*$/, "");
  return name === "" || name === shown ? shown : `${shown} ${name}`;
}
