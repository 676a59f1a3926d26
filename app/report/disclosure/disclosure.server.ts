import { AppError } from "#app/encoding/errors.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type DisclosureStatements, NO_STATEMENTS } from "./statements.ts";

/** What an organization states for the report of a year, as it stands; the newest version holds. */
export interface StatedDisclosures {
  /** 0 before the first. */
  version: number;
  statements: DisclosureStatements;
  statedAt: Date | null;
  authorName: string | null;
}

type Author = ChangeAuthor & { organizationId: string };

/** @throws AppError `not_found` for an inventory that is not there */
export async function getDisclosures(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<StatedDisclosures> {
  const inventory = await getInventory(tx, organizationId, inventoryId);
  const row = await tx
    .selectFrom("disclosure_statement")
    .leftJoin("author", "author.id", "disclosure_statement.created_by")
    .select(["version", "statements", "disclosure_statement.created_at", "author.name as author_name"])
    .where("inventory_id", "=", inventory.id)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, statements: NO_STATEMENTS, statedAt: null, authorName: null };
  return {
    version: row.version,
    statements: complete(row.statements as Partial<DisclosureStatements>),
    statedAt: row.created_at,
    authorName: row.author_name,
  };
}

/** A version from before a field was asked for states nothing on it. */
function complete(statements: Partial<DisclosureStatements>): DisclosureStatements {
  return { ...NO_STATEMENTS, ...statements, china: { ...NO_STATEMENTS.china, ...statements.china } };
}

/**
 * What was stated for the year before, to begin with: a proposal, which counts only once somebody takes it over. Null
 * where no earlier year has statements.
 */
export async function proposeDisclosures(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<{ inventoryId: string; periodStart: string; periodEnd: string; statements: DisclosureStatements } | null> {
  const inventory = await getInventory(tx, organizationId, inventoryId);
  const row = await tx
    .selectFrom("disclosure_statement")
    .innerJoin("inventory", "inventory.id", "disclosure_statement.inventory_id")
    .select(["inventory.id", "inventory.period_start", "inventory.period_end", "statements"])
    .where("disclosure_statement.organization_id", "=", organizationId)
    .where("inventory.period_start", "<", inventory.period.start)
    .orderBy("inventory.period_start", "desc")
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    inventoryId: row.id,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    statements: forAnotherYear(complete(row.statements as Partial<DisclosureStatements>)),
  };
}

/** How many units there were is a fact of its year, and would be wrong in the next. */
function forAnotherYear(statements: DisclosureStatements): DisclosureStatements {
  return { ...statements, intensity: { ...statements.intensity, quantity: "" } };
}

/**
 * States anew what the report of a year says; what was stated before stays as it was.
 *
 * @param request.basedOn the version that the author saw.
 * @throws AppError `conflict` when somebody stated something in the meantime, `not_found`
 */
export async function stateDisclosures(
  tx: TenantTx,
  author: Author,
  request: { inventoryId: string; basedOn: number; change: Partial<DisclosureStatements> },
): Promise<number> {
  const { version, statements: before } = await getDisclosures(tx, author.organizationId, request.inventoryId);
  if (version !== request.basedOn) throw new AppError("conflict", { details: { reason: "disclosures_changed" } });
  const after = { ...before, ...request.change };
  const inserted = await tx
    .insertInto("disclosure_statement")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      inventory_id: request.inventoryId,
      version: version + 1,
      statements: JSON.stringify(after),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("version")
    .executeTakeFirst();
  if (!inserted) throw new AppError("conflict", { details: { reason: "disclosures_changed" } });
  const changed = (Object.keys(request.change) as (keyof DisclosureStatements)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  await recordChange(tx, author, {
    action: "disclosure.stated",
    subject: "disclosure",
    subjectId: request.inventoryId,
    ...(version > 0 ? { before: { version, ...pick(before, changed) } } : {}),
    after: { version: inserted.version, ...pick(after, changed) },
  });
  return inserted.version;
}

function pick(statements: DisclosureStatements, keys: (keyof DisclosureStatements)[]): Partial<DisclosureStatements> {
  return Object.fromEntries(keys.map((key) => [key, statements[key]]));
}
