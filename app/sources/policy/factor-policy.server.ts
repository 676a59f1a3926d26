import { DEFAULT_POLICY, type SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listDatasets } from "#app/factors/factor.server.ts";
import { OWN_DATASET } from "#app/factors/own/own-factor-content.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { FactorPolicySetting } from "./policy-form.ts";

/** An organization's rules for factor selection. The newest version applies. */
export interface FactorPolicy extends SelectionPolicy {
  /** 0 before the first save. */
  version: number;
  /** Null before the first save. */
  statedAt: Date | null;
  /** Null before the first save, or if the author is unknown. */
  authorName: string | null;
  reason: string;
}

export interface PolicyStatement extends SelectionPolicy {
  reason: string;
}

type Author = ChangeAuthor & { organizationId: string };

export const keptPolicy = keepSetting(FactorPolicySetting, {
  toRow: (policy: PolicyStatement) => ({
    year_fallback: policy.yearFallback,
    region_fallback: policy.regionFallback,
    dataset_precedence: JSON.stringify([...new Set(policy.datasetPrecedence)]),
    pinned_editions: JSON.stringify(policy.pinnedEditions),
    reason: policy.reason,
  }),
  fromRow: (row): PolicyStatement => ({
    yearFallback: row.year_fallback,
    regionFallback: row.region_fallback,
    datasetPrecedence: row.dataset_precedence,
    pinnedEditions: row.pinned_editions,
    reason: row.reason,
  }),
  initial: { ...DEFAULT_POLICY, reason: "" },
  facts: ({ yearFallback, regionFallback, datasetPrecedence, pinnedEditions, reason }) => ({
    yearFallback,
    regionFallback,
    datasetPrecedence,
    pinnedEditions,
    reason,
  }),
  isSame: (before, policy) => before.version > 0 && isSamePolicy(before.value, policy),
});

/**
 * The current policy: the newest version, else the default or the organization's initial setting, whichever allows
 * more.
 */
export async function getFactorPolicy(tx: TenantTx, organizationId: string): Promise<FactorPolicy> {
  const latest = await keptPolicy.latest(tx, { organization_id: organizationId });
  if (latest.version > 0) return toPolicy(latest);
  const row = await tx
    .selectFrom("organization")
    .select("year_fallback")
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const before = toPolicy(latest);
  return { ...before, ...(row.year_fallback === "latest_earlier" && { yearFallback: row.year_fallback }) };
}

export async function listFactorPolicies(tx: TenantTx, organizationId: string): Promise<FactorPolicy[]> {
  return (await keptPolicy.list(tx, { organization_id: organizationId })).map(toPolicy);
}

function toPolicy({ value, version, savedAt, authorName }: Saved<PolicyStatement>): FactorPolicy {
  return { ...value, version, statedAt: savedAt, authorName };
}

export type StatedPolicy =
  | { ok: true; policy: FactorPolicy }
  | { ok: false; fault: "dataset_unknown" | "edition_unknown" | "nothing_changed"; dataset: string };

/** Saves the policy as a new version. Earlier versions and existing runs don't change. */
export async function stateFactorPolicy(
  tx: TenantTx,
  author: Author,
  { basedOn, ...statement }: PolicyStatement & { basedOn: number },
): Promise<StatedPolicy> {
  const editions = new Map((await listDatasets(tx)).map((one) => [one.id, one.editions.map(({ edition }) => edition)]));
  const unknown = statement.datasetPrecedence.find((id) => id !== OWN_DATASET && !editions.has(id));
  if (unknown !== undefined) return { ok: false, fault: "dataset_unknown", dataset: unknown };
  for (const [dataset, edition] of Object.entries(statement.pinnedEditions)) {
    if (!editions.get(dataset)?.includes(edition)) return { ok: false, fault: "edition_unknown", dataset };
  }
  const before = await keptPolicy.open(tx, author, { organization_id: author.organizationId, basedOn });
  const { yearFallback } = await getFactorPolicy(tx, author.organizationId);
  const began = { ...before, value: { ...before.value, yearFallback } };
  const version = await keptPolicy.save(tx, author, began, statement);
  if (version === null) return { ok: false, fault: "nothing_changed", dataset: "" };
  return { ok: true, policy: await getFactorPolicy(tx, author.organizationId) };
}

/** Whether two policies have the same rules, regardless of the reason given. */
export function isSamePolicy(a: SelectionPolicy, b: SelectionPolicy): boolean {
  const pins = (policy: SelectionPolicy) => Object.entries(policy.pinnedEditions).sort();
  const textOf = (policy: SelectionPolicy) =>
    JSON.stringify([policy.yearFallback, policy.regionFallback, policy.datasetPrecedence, pins(policy)]);
  return textOf(a) === textOf(b);
}
