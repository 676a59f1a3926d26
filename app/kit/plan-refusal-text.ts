import { formatDecimal } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import type { Locale, Messages } from "#app/i18n/index.ts";

/** The message when a plan refuses an action. Null for any other reason to ask for payment. */
export function planRefusalText(
  { plan }: Pick<Messages, "plan">,
  locale: Locale,
  details: Readonly<Record<string, unknown>> = {},
): { title: string; text: string } | null {
  const { refusal: t } = plan;
  const { reason, endedOn } = details;
  if (reason === "plan_of_host") return t.host;
  if (reason === "plan_lapsed") {
    const day = typeof endedOn === "string" ? formatDay(endedOn, locale) : null;
    return { title: t.lapsed.title, text: t.lapsed.text(day) };
  }
  const noun = plan.noun[details.kind as keyof typeof plan.noun];
  if (reason !== "plan_limit" || !noun) return null;
  const print = (count: unknown) => formatDecimal(String(count), { locale });
  const { limit, used, more } = details;
  return { title: t.limit.title, text: t.limit.text(noun(print(limit)), print(used), print(more)) };
}
