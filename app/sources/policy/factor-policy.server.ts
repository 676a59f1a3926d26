import { DEFAULT_POLICY, type SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listDatasets } from "#app/factors/factor.server.ts";
import { OWN_DATASET } from "#app/factors/own/own-factor.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** What an organization states about the choice of its factors; the newest statement holds. */
export interface FactorPolicy extends SelectionPolicy {
  /** 0 for what holds before anything was stated. */
  version: number;
  /** Null before the first statement. */
  statedAt: Date | null;
  /** Null before the first statement, and where the author is no longer known. */
  authorName: string | null;
  reason: string;
}

export interface PolicyStatement extends SelectionPolicy {
  reason: string;
}

type Author = ChangeAuthor & { organizationId: string };

/** The policy in force: the newest statement, else the default, else what an organization began with if that allows more. */
export async function getFactorPolicy(tx: TenantTx, organizationId: string): Promise<FactorPolicy> {
  const [latest] = await listFactorPolicies(tx, organizationId, 1);
  if (latest) return latest;
  const row = await tx
    .selectFrom("organization")
    .select("year_fallback")
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return {
    ...DEFAULT_POLICY,
    ...(row.year_fallback === "latest_earlier" && { yearFallback: row.year_fallback }),
    version: 0,
    statedAt: null,
    authorName: null,
    reason: "",
  };
}

/** Every statement, newest first. */
export async function listFactorPolicies(tx: TenantTx, organizationId: string, limit = 100): Promise<FactorPolicy[]> {
  const rows = await tx
    .selectFrom("factor_policy")
    .leftJoin("author", "author.id", "factor_policy.created_by")
    .selectAll("factor_policy")
    .select("author.name as author_name")
    .where("organization_id", "=", organizationId)
    .orderBy("version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    yearFallback: row.year_fallback,
    regionFallback: row.region_fallback,
    datasetPrecedence: row.dataset_precedence,
    pinnedEditions: row.pinned_editions,
    statedAt: row.created_at,
    authorName: row.author_name,
    reason: row.reason,
  }));
}

export type StatedPolicy =
  | { ok: true; policy: FactorPolicy }
  | { ok: false; fault: "dataset_unknown" | "edition_unknown" | "nothing_changed"; dataset: string };

/**
 * States the policy anew. Earlier statements stay as they were, and runs keep what they were made with.
 */
export async function stateFactorPolicy(
  tx: TenantTx,
  author: Author,
  statement: PolicyStatement,
): Promise<StatedPolicy> {
  const editions = new Map((await listDatasets(tx)).map((one) => [one.id, one.editions.map(({ edition }) => edition)]));
  const unknown = statement.datasetPrecedence.find((id) => id !== OWN_DATASET && !editions.has(id));
  if (unknown !== undefined) return { ok: false, fault: "dataset_unknown", dataset: unknown };
  for (const [dataset, edition] of Object.entries(statement.pinnedEditions)) {
    if (!editions.get(dataset)?.includes(edition)) return { ok: false, fault: "edition_unknown", dataset };
  }
  // Two statements at once must not take the same number; the lock ends with the transaction.
  await tx.selectFrom("organization").select("id").where("id", "=", author.organizationId).forUpdate().execute();
  const before = await getFactorPolicy(tx, author.organizationId);
  if (before.version > 0 && isSamePolicy(before, statement))
    return { ok: false, fault: "nothing_changed", dataset: "" };
  await tx
    .insertInto("factor_policy")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      version: before.version + 1,
      year_fallback: statement.yearFallback,
      region_fallback: statement.regionFallback,
      dataset_precedence: JSON.stringify([...new Set(statement.datasetPrecedence)]),
      pinned_editions: JSON.stringify(statement.pinnedEditions),
      reason: statement.reason,
      created_by: author.userId,
    })
    .execute();
  const policy = await getFactorPolicy(tx, author.organizationId);
  await recordChange(tx, author, {
    action: "factor_policy.stated",
    subject: "factor_policy",
    subjectId: author.organizationId,
    before: toStatement(before),
    after: { ...toStatement(policy), version: policy.version },
  });
  return { ok: true, policy };
}

function toStatement({ yearFallback, regionFallback, datasetPrecedence, pinnedEditions, reason }: FactorPolicy) {
  return { yearFallback, regionFallback, datasetPrecedence, pinnedEditions, reason };
}

/** Whether two policies say the same, whatever was said about why. */
export function isSamePolicy(a: SelectionPolicy, b: SelectionPolicy): boolean {
  const pins = (policy: SelectionPolicy) => Object.entries(policy.pinnedEditions).sort();
  const textOf = (policy: SelectionPolicy) =>
    JSON.stringify([policy.yearFallback, policy.regionFallback, policy.datasetPrecedence, pins(policy)]);
  return textOf(a) === textOf(b);
}
