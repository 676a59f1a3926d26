import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import type { SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { omit } from "#app/encoding/omit.ts";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";
import { readPins } from "#app/sources/policy/policy-form.ts";
import type { PackageFault } from "./package.server.ts";
import { MOST_DUE_DAYS, MOST_SOURCES, type PackageContent, type PackageSource, RHYTHMS } from "./package-content.ts";

const line = z.string().max(200, "too_long").refine(isPlainLine, "text_forbidden").default("");

const right = "trade.sell";

/** Errors are keys of `package.fault`. */
export const PackagesActions = defineActions({
  make: {
    right,
    schema: z
      .object({ nameEn: line, nameZh: line, from: z.string().max(36, "from_unknown").default("") })
      .refine(({ nameEn, nameZh }) => nameEn !== "" || nameZh !== "", { error: "name_missing", path: ["nameEn"] }),
  },
});

export const PackageSetting = declareSetting({
  table: "package_version",
  key: ["package_id"],
  right,
  schema: z.looseObject({}),
  subject: "package",
  action: "package.changed",
});

/** The list rows are read by {@link readPackageForm}. */
export const PackageActions = defineActions({
  save: savesSetting(PackageSetting),
  retired: { right, schema: z.object({}) },
  offered: { right, schema: z.object({}) },
});

/** The number of datasets in the form. More are shown if the copied policy has more. */
export const PRECEDENCE_FIELDS = 5;
const MOST_PRECEDENCE = 50;

const sourceFields = z
  .object({
    nameEn: line,
    nameZh: line,
    category: z.string("scope_missing").refine(isCategory, "scope_missing"),
    unit: z.string("unit_missing").refine(isUnitCode, "unit_missing"),
    factor: z.string("factor_missing").min(1, "factor_missing").max(200, "factor_missing"),
    via: z.string().max(200, "via_missing").default(""),
    residual: z.string().optional(),
    every: z.enum(["", ...RHYTHMS], "every").default(""),
    dueDays: z.string().default(""),
  })
  .refine(({ every, dueDays }) => every === "" || isDueDays(dueDays), { error: "due_days", path: ["dueDays"] });

const packageFields = z.looseObject({
  nameEn: line,
  nameZh: line,
  hasPolicy: z.string().optional(),
  yearFallback: z.enum(["none", "latest_earlier"], "choice_missing").default("none"),
  regionFallback: z.enum(["off", "on"], "choice_missing").default("off"),
  count: z
    .string()
    .regex(/^\d{1,3}$/, "too_many")
    .default("0"),
});

type Read<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };

/**
 * Reads the form of a package. The last row adds a source if it is filled in.
 *
 * @param stored the package that the form was made from; a release stays pinned while its factor is unchanged
 */
export function readPackageForm(
  typed: Record<string, unknown>,
  stored: readonly PackageSource[],
): Read<PackageContent> {
  const head = packageFields.safeParse(typed);
  const errors: Record<string, string> = {};
  if (!head.success) return { ok: false, errors: errorsOf(head.error, "") };
  const { nameEn, nameZh, count } = head.data;
  if (nameEn === "" && nameZh === "") errors.nameEn = "name_missing";
  const sources: PackageSource[] = [];
  for (let index = 0; index < Math.min(Number(count), MOST_SOURCES + 1); index += 1) {
    const fields = fieldsOf(typed, index);
    if (isStruckOrEmpty(fields)) continue;
    const row = sourceFields.safeParse(fields);
    if (row.success) sources.push(toSource(row.data, stored[index]));
    else Object.assign(errors, errorsOf(row.error, `source-${index}-`));
  }
  if (sources.length > MOST_SOURCES) errors.form = "too_many";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const policy = head.data.hasPolicy === undefined ? null : readPolicy(typed, head.data);
  return { ok: true, value: { name: { en: nameEn, zh: nameZh }, sources, policy } };
}

/** The form positions of the rows that {@link readPackageForm} kept. */
function keptRows(typed: Record<string, unknown>): number[] {
  const count = Math.min(Number(typed.count ?? 0), MOST_SOURCES + 1);
  return Array.from({ length: count }, (_, index) => index).filter((index) => !isStruckOrEmpty(fieldsOf(typed, index)));
}

export function toFieldErrors(faults: readonly PackageFault[], typed: Record<string, unknown>): Record<string, string> {
  const rows = keptRows(typed);
  return Object.fromEntries(
    faults.map(({ index, field, fault }) => [index === null ? field : `source-${rows[index]}-${field}`, fault]),
  );
}

export function toFields(index: number, source: PackageSource): Record<string, string> {
  const { useResidual, task, ...texts } = omit(source, "edition");
  const fields = {
    ...texts,
    ...(useResidual ? { residual: "on" } : {}),
    every: task?.every ?? "",
    dueDays: task ? String(task.dueDays) : "",
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`source-${index}-${name}`, value]));
}

/** The fields of one row, without the row prefix. */
export function fieldsOf(typed: Record<string, unknown>, index: number): Record<string, string> {
  const start = `source-${index}-`;
  const own = Object.entries(typed).filter(([name, value]) => name.startsWith(start) && typeof value === "string");
  return Object.fromEntries(own.map(([name, value]) => [name.slice(start.length), value as string]));
}

function isStruckOrEmpty({ remove, nameEn = "", nameZh = "", factor = "" }: Record<string, string>): boolean {
  return remove !== undefined || (nameEn === "" && nameZh === "" && factor === "");
}

function toSource(
  { residual, every, dueDays, ...rest }: z.output<typeof sourceFields>,
  before: PackageSource | undefined,
): PackageSource {
  return {
    ...rest,
    useResidual: residual !== undefined,
    edition: before?.factor === rest.factor ? before.edition : "",
    task: every === "" ? null : { every, dueDays: Number(dueDays) },
  };
}

function readPolicy(
  typed: Record<string, unknown>,
  { yearFallback, regionFallback }: z.output<typeof packageFields>,
): SelectionPolicy {
  const order = Array.from({ length: MOST_PRECEDENCE }, (_, place) => typed[`precedence-${place}`]);
  return {
    yearFallback,
    regionFallback: regionFallback === "on",
    datasetPrecedence: [...new Set(order.filter((id): id is string => typeof id === "string" && id !== ""))],
    pinnedEditions: readPins(typed),
  };
}

function isDueDays(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= MOST_DUE_DAYS;
}

function errorsOf(error: z.ZodError, prefix: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[`${prefix}${String(path[0] ?? "form")}`] ??= message;
  return errors;
}
