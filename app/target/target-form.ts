import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { SCOPE3_CATEGORIES } from "#app/carbon/line/scope.ts";
import { isPlainLine, isPlainText } from "#app/encoding/text/plain-text.ts";
import { isCurrency } from "#app/money/currency.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { Decimal } from "#app/number/decimal.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";
import { MEASURE } from "./measure-state.ts";
import { FIRST_YEAR, LAST_YEAR } from "./reduction-target.ts";

const name = z
  .string("name_missing")
  .max(200, "too_long")
  .refine(isPlainLine, "text_forbidden")
  .transform((text) => text.trim())
  .refine((text) => text !== "", "name_missing");

const reason = z
  .string("reason_missing")
  .max(2000, "too_long")
  .refine(isPlainText, "text_forbidden")
  .refine((text) => text.trim() !== "", "reason_missing");

const year = z
  .string("year_wrong")
  .regex(/^\d{4}$/, "year_wrong")
  .transform(Number)
  .refine((number) => number >= FIRST_YEAR && number <= LAST_YEAR, "year_wrong");

const box = z.string().optional();

/** The field of a category of scope 3. */
export function categoryField(category: string): string {
  return `category-${category}`;
}

/** Errors are keys of `target.fault`. */
const TargetFields = z
  .object({
    name,
    kind: z.enum(["absolute", "intensity"], "choice_missing"),
    baseYear: year,
    targetYear: year,
    scope1: box,
    scope2: box,
    scope3: box,
    scope2Method: z.enum(["location", "market"], "choice_missing"),
    ...Object.fromEntries(SCOPE3_CATEGORIES.map((category) => [categoryField(category), box])),
    reductionPercent: z
      .string("percent_wrong")
      .regex(/^(?:100|[1-9]?\d(?:\.\d{1,4})?)$/, "percent_wrong")
      .refine((text) => /[1-9]/.test(text), "percent_wrong"),
  })
  .refine(({ scope1, scope2, scope3 }) => [scope1, scope2, scope3].some((scope) => scope !== undefined), {
    error: "scope_missing",
    path: ["scope1"],
  })
  .refine(({ baseYear, targetYear }) => baseYear < targetYear, { error: "target_year_early", path: ["targetYear"] })
  .transform(({ scope1, scope2, scope3, ...fields }) => ({
    name: fields.name,
    kind: fields.kind,
    baseYear: fields.baseYear,
    targetYear: fields.targetYear,
    scope2Method: fields.scope2Method,
    reductionPercent: fields.reductionPercent,
    scopes: ([1, 2, 3] as const).filter((scope) => [scope1, scope2, scope3][scope - 1] !== undefined),
    categories:
      scope3 === undefined
        ? []
        : SCOPE3_CATEGORIES.filter((category) => (fields as Record<string, unknown>)[categoryField(category)]),
  }));

export type TargetInput = z.output<typeof TargetFields>;

const right = "baseYear.manage";

/** A target: each version has its reason. */
export const TargetSetting = declareSetting({
  table: "target_version",
  key: ["target_id"],
  right,
  schema: z.intersection(TargetFields, z.object({ reason })),
  subject: "target",
  action: "target.changed",
});

const effect = z
  .string("effect_wrong")
  .regex(/^\d{1,15}(?:\.\d{1,6})?$/, "effect_wrong")
  .refine((text) => new Decimal(text).gt(0), "effect_wrong");

const MeasureFields = z
  .object({
    name,
    ownerId: z.string("owner_missing").min(1, "owner_missing").max(200, "owner_missing"),
    year,
    effectTonnes: effect,
    cost: z.string().max(40, "amount_grammar").default(""),
    currency: z.string().max(3, "currency_missing").default(""),
    state: z.enum(MEASURE.all, "choice_missing"),
  })
  .transform(({ cost, currency, ...fields }, context) => {
    if (cost.trim() === "") return { ...fields, cost: null };
    const refuse = (path: string, message: string) => {
      context.addIssue({ code: "custom", path: [path], message });
      return z.NEVER;
    };
    if (!isCurrency(currency)) return refuse("currency", "currency_missing");
    const read = parseMoney(cost, currency);
    if (!read.ok) return refuse("cost", read.fault);
    if (read.money.minor < 0n) return refuse("cost", "amount_grammar");
    return { ...fields, cost: read.money };
  });

export type MeasureInput = z.output<typeof MeasureFields>;

export const MeasureSetting = declareSetting({
  table: "measure_version",
  key: ["measure_id"],
  right: "tasks.write",
  schema: MeasureFields,
  subject: "measure",
  action: "measure.changed",
});

export const NewTargetActions = defineActions({ add: { right, schema: TargetFields } });

export const EditTargetActions = defineActions({
  save: savesSetting(TargetSetting),
  withdraw: savesSetting(TargetSetting, z.object({ reason })),
});

export const TargetActions = defineActions({
  measure: { right: "tasks.write", schema: MeasureFields, faults: { owner_unknown: "ownerId" } },
});

const faults = { owner_unknown: "ownerId", state_order: "state" };

export const MeasureActions = defineActions({ save: { ...savesSetting(MeasureSetting), faults } });
