import type { Messages } from "#app/i18n/index.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { asHours } from "./hours.ts";
import type { TimeWorth, Worth } from "./rate.ts";

export type ShownWorth = { label: string; value: string }[];

/** Value, cost and margin in words, or none without recorded time. A missing rate is shown as missing. */
export function showWorth({ value, cost, margin }: TimeWorth, { rates: t }: Messages["time"]): ShownWorth {
  if (value.kind === "none" && cost.kind === "none") return [];
  const write = (worth: Worth) => {
    switch (worth.kind) {
      case "none":
        return t.noBillable;
      case "amount":
        return formatMoney(worth.money);
      case "missing":
        return t.missing(asHours(worth.minutes));
      case "currencies":
        return t.currencies(worth.currencies.join(", "));
    }
  };
  return [
    { label: t.value, value: write(value) },
    { label: t.costOfTime, value: write(cost) },
    { label: t.margin, value: margin ? formatMoney(margin) : t.noMargin },
  ];
}
