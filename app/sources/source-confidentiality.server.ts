import { getEmissionSource } from "#app/places/emission-source.server.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { Confidentiality } from "./source-confidentiality.ts";

type Author = ChangeAuthor & { organizationId: string };

/** The organization's confidential sources, by the newest version for each source. */
export async function listConfidentialSources(tx: TenantTx, organizationId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("source_confidentiality")
    .distinctOn("source_id")
    .select(["source_id", "is_confidential"])
    .where("organization_id", "=", organizationId)
    .orderBy("source_id")
    .orderBy("version", "desc")
    .execute();
  return new Set(rows.filter(({ is_confidential }) => is_confidential).map(({ source_id }) => source_id));
}

interface Choice {
  organizationId: string;
  /** The source's name for the audit trail. */
  name: { en: string; zh: string };
  isConfidential: boolean;
}

export const keptConfidentiality = keepSetting(Confidentiality, {
  toRow: ({ organizationId, isConfidential }: Choice) => ({
    organization_id: organizationId,
    is_confidential: isConfidential,
  }),
  fromRow: (row): Choice => ({
    organizationId: row.organization_id,
    isConfidential: row.is_confidential,
    name: { en: "", zh: "" },
  }),
  initial: null,
  facts: ({ isConfidential }) => ({ isConfidential }),
  isSame: (before, { isConfidential }) => (before.value?.isConfidential ?? false) === isConfidential,
  entry: ({ name, isConfidential }) => ({
    action: isConfidential ? "emission_source.made_confidential" : "emission_source.made_open",
    before: { name, isConfidential: !isConfidential },
    after: { name, isConfidential },
  }),
});

export async function getConfidentiality(
  tx: TenantTx,
  sourceId: string,
): Promise<{ version: number; isConfidential: boolean }> {
  const { version, value } = await keptConfidentiality.latest(tx, { source_id: sourceId });
  return { version, isConfidential: value?.isConfidential ?? false };
}

/**
 * Saves whether a source is confidential. Issued reports don't change, because redaction is decided at issue.
 *
 * @throws AppError `not_found`
 */
export async function stateConfidentiality(
  tx: TenantTx,
  author: Author,
  { sourceId, basedOn, isConfidential }: { sourceId: string; basedOn: number; isConfidential: boolean },
): Promise<void> {
  const { name } = await getEmissionSource(tx, author.organizationId, sourceId);
  const before = await keptConfidentiality.open(tx, author, { source_id: sourceId, basedOn });
  await keptConfidentiality.save(tx, author, before, { organizationId: author.organizationId, name, isConfidential });
}
