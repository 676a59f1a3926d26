import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import type { SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { shortText } from "#app/organization/short-text.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";

const CODE = /^[a-z0-9][a-z0-9.-]{0,79}$/;
const EDITION = /^[\w.:-]{1,80}$/;
/** Prefix of pin fields, such as `pin.uk-desnz`. */
export const PIN_PREFIX = "pin.";

/**
 * The policy form. Moving a dataset submits the same form and returns the new order. Only the intent `state` saves.
 * Errors are keys of `policy.fault`.
 */
export const PolicyForm = z
  .looseObject({
    intent: z.string("choice_missing").regex(/^(state|add|up|down|drop)( [a-z0-9.-]{1,80})?$/, "choice_missing"),
    yearFallback: z.enum(["official_grid", "none", "latest_earlier"], "choice_missing"),
    regionFallback: z.enum(["off", "on"], "choice_missing"),
    precedence: z.string("dataset_unknown").max(4000, "dataset_unknown").default(""),
    added: z.string("dataset_unknown").max(80, "dataset_unknown").default(""),
    reason: shortText(1000),
  })
  .transform((form) => ({
    intent: form.intent,
    added: form.added,
    reason: form.reason,
    policy: {
      yearFallback: form.yearFallback,
      regionFallback: form.regionFallback === "on",
      datasetPrecedence: readOrder(form.precedence),
      pinnedEditions: readPins(form),
    } satisfies SelectionPolicy,
  }));

export const FactorPolicySetting = declareSetting({
  table: "factor_policy",
  key: ["organization_id"],
  right: "factors.policy",
  schema: PolicyForm,
  subject: "factor_policy",
  action: "factor_policy.stated",
});

const act = { right: "factors.policy", schema: PolicyForm } as const;

export const PolicyActions = defineActions({
  state: savesSetting(FactorPolicySetting),
  add: act,
  up: act,
  down: act,
  drop: act,
});

function readOrder(text: string): string[] {
  return [...new Set(text.split(" ").filter((id) => CODE.test(id)))];
}

/** The pinned editions of a form by dataset. */
export function readPins(form: Record<string, unknown>): Record<string, string> {
  const pins: Record<string, string> = {};
  for (const [name, edition] of Object.entries(form)) {
    const dataset = name.slice(PIN_PREFIX.length);
    if (!name.startsWith(PIN_PREFIX) || typeof edition !== "string" || edition === "") continue;
    if (CODE.test(dataset) && EDITION.test(edition)) pins[dataset] = edition;
  }
  return pins;
}

/** The order after a button press. Other intents don't change it. */
export function reorder(order: readonly string[], intent: string, added: string): string[] {
  const [verb, id = ""] = intent.split(" ");
  if (verb === "add")
    return added !== "" && CODE.test(added) && !order.includes(added) ? [...order, added] : [...order];
  const index = order.indexOf(id);
  if (index < 0) return [...order];
  const rest = order.filter((one) => one !== id);
  if (verb === "drop") return rest;
  const to = verb === "up" ? index - 1 : index + 1;
  return verb === "up" || verb === "down" ? rest.toSpliced(Math.max(0, to), 0, id) : [...order];
}
