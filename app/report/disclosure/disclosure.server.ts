import { getInventory } from "#app/organization/inventory.server.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { DisclosureSetting } from "./disclosure-form.ts";
import { type DisclosureStatements, NO_STATEMENTS } from "./statements.ts";

/** An organization's answers for the report of a year; the newest version counts. */
export interface StatedDisclosures {
  /** 0 before the first. */
  version: number;
  statements: DisclosureStatements;
  statedAt: Date | null;
  authorName: string | null;
}

type Author = ChangeAuthor & { organizationId: string };

interface Stated {
  organizationId: string;
  statements: DisclosureStatements;
}

export const keptDisclosures = keepSetting(DisclosureSetting, {
  toRow: ({ organizationId, statements }: Stated) => ({
    organization_id: organizationId,
    statements: JSON.stringify(statements),
  }),
  fromRow: (row): Stated => ({
    organizationId: row.organization_id,
    statements: complete(row.statements as Partial<DisclosureStatements>),
  }),
  initial: null,
  facts: ({ statements }) => statements,
  entry: ({ statements }, before) => {
    const earlier = before?.statements ?? NO_STATEMENTS;
    const changed = (Object.keys(statements) as (keyof DisclosureStatements)[]).filter(
      (key) => JSON.stringify(earlier[key]) !== JSON.stringify(statements[key]),
    );
    return { before: pick(earlier, changed), after: pick(statements, changed) };
  },
});

/** @throws AppError `not_found` for an inventory that is not there */
export async function getDisclosures(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<StatedDisclosures> {
  const inventory = await getInventory(tx, organizationId, inventoryId);
  const { value, version, savedAt, authorName } = await keptDisclosures.latest(tx, { inventory_id: inventory.id });
  return { version, statements: value?.statements ?? NO_STATEMENTS, statedAt: savedAt, authorName };
}

/** A version from before a field was asked for states nothing on it. A field that is no longer asked for is left out. */
function complete(statements: Partial<DisclosureStatements>): DisclosureStatements {
  const known = Object.entries(statements).filter(([key]) => Object.hasOwn(NO_STATEMENTS, key));
  return { ...NO_STATEMENTS, ...Object.fromEntries(known), china: { ...NO_STATEMENTS.china, ...statements.china } };
}

/**
 * The answers of the previous year as a proposal, which counts only once it is accepted. Null where no earlier year
 * has answers.
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
 * Saves the answers for the report of a year; earlier versions stay unchanged.
 *
 * @param request.basedOn the version that the author saw
 * @returns the version that counts now
 * @throws ChangedSince, AppError `not_found`
 */
export async function stateDisclosures(
  tx: TenantTx,
  author: Author,
  { inventoryId, basedOn, change }: { inventoryId: string; basedOn: number; change: Partial<DisclosureStatements> },
): Promise<number> {
  const { organizationId } = author;
  const { id } = await getInventory(tx, organizationId, inventoryId);
  const before = await keptDisclosures.open(tx, author, { inventory_id: id, basedOn });
  const statements = { ...(before.value?.statements ?? NO_STATEMENTS), ...change };
  const version = await keptDisclosures.save(tx, author, before, { organizationId, statements });
  return version ?? before.version;
}

function pick(statements: DisclosureStatements, keys: (keyof DisclosureStatements)[]): Partial<DisclosureStatements> {
  return Object.fromEntries(keys.map((key) => [key, statements[key]]));
}
