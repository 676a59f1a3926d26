import type { Selectable } from "kysely";
import { listActingRights } from "#app/access/acting.server.ts";
import { isStronger } from "#app/access/role.ts";
import type { ConsolidationApproach } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { refuseUnseen } from "#app/kit/based-on.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Database, Role } from "#db/schema.ts";
import { type NumberKind, tidyNumber } from "./registration-number.ts";

/** The reporting company whose emissions an inventory counts (GHG Protocol, Corporate Standard, chapter 3). */
export interface Organization {
  id: string;
  name: { en: string; zh: string };
  legalId: string;
  /** Empty without a number. */
  legalIdKind: NumberKind | "";
  address: { en: string; zh: string };
  description: { en: string; zh: string };
  responsible: { name: string; role: string; contact: string };
  consolidationApproach: ConsolidationApproach;
  gwpSet: string;
  isSample: boolean;
}

export interface NewOrganization {
  nameEn: string;
  nameZh: string;
  legalId?: string;
  legalIdKind?: NumberKind | "";
  consolidationApproach: ConsolidationApproach;
  gwpSet: string;
  isSample?: boolean;
}

export interface OrganizationDetails {
  nameEn: string;
  nameZh: string;
  legalId: string;
  legalIdKind: NumberKind | "";
  addressEn: string;
  addressZh: string;
  descriptionEn: string;
  descriptionZh: string;
  responsibleName: string;
  responsibleRole: string;
  responsibleContact: string;
  consolidationApproach: ConsolidationApproach;
  gwpSet: string;
}

export async function addOrganization(
  tx: TenantTx,
  author: ChangeAuthor,
  input: NewOrganization,
): Promise<Organization> {
  const row = await tx
    .insertInto("organization")
    .values({
      tenant_id: author.tenantId,
      name_en: input.nameEn,
      name_zh: input.nameZh,
      ...toNumber(input.legalIdKind ?? "", input.legalId ?? ""),
      address_en: "",
      address_zh: "",
      description_en: "",
      description_zh: "",
      responsible_name: "",
      responsible_role: "",
      responsible_contact: "",
      consolidation_approach: input.consolidationApproach,
      gwp_set: input.gwpSet,
      // Applies until a factor policy is saved.
      year_fallback: "none",
      is_sample: input.isSample ?? false,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const organization = toOrganization(row);
  await recordChange(
    tx,
    { ...author, organizationId: organization.id },
    { action: "organization.added", subject: "organization", subjectId: organization.id, after: organization },
  );
  return organization;
}

/**
 * @param basedOn the version the author saw (`basedOnOf`)
 * @throws AppError `not_found`; `conflict` with `stale` if another user changed it since
 */
export async function changeOrganization(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  details: OrganizationDetails,
  basedOn: string | null = null,
): Promise<Organization> {
  const before = await getOrganization(tx, author.organizationId, { isLocked: true });
  refuseUnseen(before, basedOn);
  const row = await tx
    .updateTable("organization")
    .set({
      name_en: details.nameEn,
      name_zh: details.nameZh,
      ...toNumber(details.legalIdKind, details.legalId),
      address_en: details.addressEn,
      address_zh: details.addressZh,
      description_en: details.descriptionEn,
      description_zh: details.descriptionZh,
      responsible_name: details.responsibleName,
      responsible_role: details.responsibleRole,
      responsible_contact: details.responsibleContact,
      consolidation_approach: details.consolidationApproach,
      gwp_set: details.gwpSet,
    })
    .where("id", "=", author.organizationId)
    .returningAll()
    .executeTakeFirstOrThrow();
  const after = toOrganization(row);
  await recordChange(tx, author, {
    action: "organization.changed",
    subject: "organization",
    subjectId: after.id,
    before,
    after,
  });
  return after;
}

/** @throws AppError `not_found` if the id is unknown or belongs to another tenant */
export async function getOrganization(
  tx: TenantTx,
  organizationId: string,
  { isLocked = false } = {},
): Promise<Organization> {
  const row = await tx
    .selectFrom("organization")
    .selectAll()
    .where("id", "=", organizationId)
    .$if(isLocked, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toOrganization(row);
}

/** All organizations of the tenant, in order of creation. */
export async function listOrganizations(tx: TenantTx): Promise<Organization[]> {
  const rows = await tx.selectFrom("organization").selectAll().orderBy("created_at").orderBy("id").execute();
  return rows.map(toOrganization);
}

export interface OrganizationOfUser {
  id: string;
  name: { en: string; zh: string };
  role: Role;
  /** The consultancy for which the person acts, or null for a member. */
  consultancy: string | null;
}

/** All organizations a person can access, across tenants and through active engagements, by name. */
export async function listOrganizationsOfUser(tx: SystemTx, userId: string): Promise<OrganizationOfUser[]> {
  const own = await listOwnOrganizations(tx, userId);
  const rights = new Map((await listActingRights(tx, userId)).map((right) => [right.organizationId, right]));
  for (const { id, role } of own) {
    const right = rights.get(id);
    if (right && !isStronger(right.role, role)) rights.delete(id);
  }
  if (rights.size === 0) return own;
  const rows = await tx
    .selectFrom("organization")
    .select(["id", "name_en", "name_zh"])
    .where("id", "in", [...rights.keys()])
    .execute();
  const engaged = rows.map((row) => ({
    id: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    role: rights.get(row.id)!.role,
    consultancy: rights.get(row.id)!.acting.consultancyName,
  }));
  return [...own.filter(({ id }) => !rights.has(id)), ...engaged].sort((a, b) =>
    (a.name.en || a.name.zh).localeCompare(b.name.en || b.name.zh, "en"),
  );
}

async function listOwnOrganizations(tx: SystemTx, userId: string): Promise<OrganizationOfUser[]> {
  const rows = await tx
    .selectFrom("membership")
    .innerJoin("organization", (join) =>
      join
        .onRef("organization.tenant_id", "=", "membership.tenant_id")
        .on((on) =>
          on.or([
            on("membership.organization_id", "is", null),
            on("membership.organization_id", "=", on.ref("organization.id")),
          ]),
        ),
    )
    .select(["organization.id", "organization.name_en", "organization.name_zh", "membership.role"])
    .where("membership.user_id", "=", userId)
    .orderBy("organization.name_en")
    .orderBy("organization.id")
    .execute();
  const own = rows.map((row) => ({
    id: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    role: row.role,
    consultancy: null,
  }));
  // A person can be a member of both the tenant and the organization. The stronger role applies.
  const best = new Map<string, OrganizationOfUser>();
  for (const one of own) {
    const other = best.get(one.id);
    if (!other || isStronger(one.role, other.role)) best.set(one.id, one);
  }
  return [...best.values()];
}

function toNumber(kind: NumberKind | "", number: string) {
  const legalId = tidyNumber(kind, number);
  return { legal_id: legalId, legal_id_kind: legalId === "" ? ("" as const) : kind };
}

function toOrganization(row: Selectable<Database["organization"]>): Organization {
  return {
    id: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    legalId: row.legal_id,
    legalIdKind: row.legal_id_kind,
    address: { en: row.address_en, zh: row.address_zh },
    description: { en: row.description_en, zh: row.description_zh },
    responsible: { name: row.responsible_name, role: row.responsible_role, contact: row.responsible_contact },
    consolidationApproach: row.consolidation_approach,
    gwpSet: row.gwp_set,
    isSample: row.is_sample,
  };
}
