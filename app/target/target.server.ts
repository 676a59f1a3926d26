import type { Selectable } from "kysely";
import { isCategory } from "#app/carbon/line/scope.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";

import { readReportedYears, sumYear } from "./issued-year.server.ts";
import type { ReductionTarget } from "./reduction-target.ts";
import { type TargetInput, TargetSetting } from "./target-form.ts";

type Author = ChangeAuthor & { organizationId: string };

export const keptTarget = keepSetting(TargetSetting, {
  toRow: (target: ReductionTarget) => ({
    name: target.name,
    kind: target.kind,
    base_year: target.baseYear,
    target_year: target.targetYear,
    scopes: JSON.stringify(target.scopes),
    scope2_method: target.scope2Method,
    categories: JSON.stringify(target.categories),
    per_en: target.per.en,
    per_zh: target.per.zh,
    reduction_percent: target.reductionPercent,
    base_run_id: target.baseRunId,
    reason: target.reason,
    is_withdrawn: target.isWithdrawn,
  }),
  fromRow,
  initial: null,
  facts: ({ isWithdrawn, scopes, categories, per, ...facts }) => ({
    ...facts,
    scope: scopes.map(String),
    ...(facts.kind === "intensity" && { per }),
    ...(categories.length > 0 && { category: categories }),
    ...(isWithdrawn && { state: "withdrawn" }),
  }),
  // The reason alone is no change.
  isSame: ({ value }, target) => value !== null && contentOf(value) === contentOf(target),
  entry: (target, before) => ({
    action: target.isWithdrawn ? "target.withdrawn" : before ? "target.changed" : "target.added",
  }),
});

function contentOf(target: ReductionTarget): string {
  return canonicalJson({ ...target, reason: "" });
}

type Row = Omit<Selectable<Database["target_version"]>, "tenant_id" | "created_by" | "created_at">;

function fromRow(row: Row): ReductionTarget {
  return {
    name: row.name,
    kind: row.kind,
    baseYear: row.base_year,
    targetYear: row.target_year,
    scopes: row.scopes,
    scope2Method: row.scope2_method,
    categories: row.categories.filter(isCategory),
    per: { en: row.per_en, zh: row.per_zh },
    reductionPercent: row.reduction_percent,
    baseRunId: row.base_run_id,
    reason: row.reason,
    isWithdrawn: row.is_withdrawn,
  };
}

export interface NamedTarget extends ReductionTarget {
  id: string;
  createdAt: Date;
}

/** The targets of an organization as they are now, in the order in which they were added. */
export async function listTargets(tx: TenantTx, organizationId: string): Promise<NamedTarget[]> {
  const rows = await tx
    .selectFrom("target")
    .innerJoin("target_version as v", "v.target_id", "target.id")
    .distinctOn(["target.created_at", "target.id"])
    .selectAll("v")
    .select(["target.id", "target.created_at as added_at"])
    .where("organization_id", "=", organizationId)
    .orderBy("target.created_at")
    .orderBy("target.id")
    .orderBy("v.version", "desc")
    .execute();
  return rows.map((row) => ({ ...fromRow(row), id: row.id, createdAt: row.added_at }));
}

/** Every version of a target, the newest first. @throws AppError `not_found` */
export async function getTargetVersions(
  tx: TenantTx,
  organizationId: string,
  targetId: string,
): Promise<[Saved<ReductionTarget>, ...Saved<ReductionTarget>[]]> {
  const known = await tx
    .selectFrom("target")
    .select("id")
    .where("id", "=", targetId)
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  const [newest, ...others] = known ? await keptTarget.list(tx, { target_id: targetId }) : [];
  if (!newest) throw new AppError("not_found");
  return [newest, ...others];
}

/** Message key and field of what is wrong with a target. */
export type TargetFault = Record<string, string>;

/** What a target is saved with: the calculation and the divisor of its base year. */
async function completeInput(
  tx: TenantTx,
  organizationId: string,
  input: TargetInput,
): Promise<{ faults: TargetFault } | { target: Omit<ReductionTarget, "reason" | "isWithdrawn"> }> {
  const base = (await readReportedYears(tx, organizationId)).bases.find(({ year }) => year === input.baseYear);
  if (!base) return { faults: { baseYear: "base_missing" } };
  if (input.kind === "intensity" && !base.intensity) return { faults: { kind: "intensity_missing" } };
  const { en = "", zh = "" } = input.kind === "intensity" ? base.intensity!.per : {};
  const target = { ...input, per: { en, zh }, baseRunId: base.runId };
  const sums = await sumYear(tx, target, base);
  if (sums === "part_missing") return { faults: { scope1: "part_missing" } };
  return { target };
}

/** Adds a target. @returns its id, or what is wrong */
export async function addTarget(
  tx: TenantTx,
  author: Author,
  input: TargetInput,
): Promise<{ id: string } | { faults: TargetFault }> {
  const complete = await completeInput(tx, author.organizationId, input);
  if ("faults" in complete) return complete;
  const { id } = await tx
    .insertInto("target")
    .values({ tenant_id: author.tenantId, organization_id: author.organizationId, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  const opened = await keptTarget.open(tx, author, { target_id: id, basedOn: 0 });
  await keptTarget.save(tx, author, opened, { ...complete.target, reason: "", isWithdrawn: false });
  return { id };
}

/**
 * Saves a new version. Earlier versions stay as they were.
 *
 * @returns what is wrong, or null
 * @throws ChangedSince, AppError `not_found`
 */
export async function changeTarget(
  tx: TenantTx,
  author: Author,
  targetId: string,
  { basedOn, reason, ...input }: TargetInput & { basedOn: number; reason: string },
): Promise<TargetFault | null> {
  await getTargetVersions(tx, author.organizationId, targetId);
  const opened = await keptTarget.open(tx, author, { target_id: targetId, basedOn });
  const complete = await completeInput(tx, author.organizationId, input);
  if ("faults" in complete) return complete.faults;
  await keptTarget.save(tx, author, opened, { ...complete.target, reason: reason.trim(), isWithdrawn: false });
  return null;
}

/** Withdraws a target. It stays on record with its reason. @throws ChangedSince, AppError `not_found` */
export async function withdrawTarget(
  tx: TenantTx,
  author: Author,
  targetId: string,
  { basedOn, reason }: { basedOn: number; reason: string },
): Promise<void> {
  const [{ value }] = await getTargetVersions(tx, author.organizationId, targetId);
  const opened = await keptTarget.open(tx, author, { target_id: targetId, basedOn });
  await keptTarget.save(tx, author, opened, { ...value, reason: reason.trim(), isWithdrawn: true });
}
