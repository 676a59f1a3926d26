import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import { listErasedTables } from "./left-rows.server.ts";

interface Reference {
  from: string;
  to: string;
}

/** Enforced by a trigger instead of a foreign key: records are deleted before their sources. */
const BY_TRIGGER: readonly Reference[] = [{ from: "activity_record", to: "emission_source" }];

/**
 * The tables in an order in which they can be emptied: referencing tables before referenced ones. Tables that reference each
 * other in a cycle form a group. It is read from the catalogue, so that new tables are included automatically.
 */
export async function orderForErasure(tx: TenantTx): Promise<string[][]> {
  const tables = (await listErasedTables(tx)).map(({ name }) => name);
  const { rows } = await sql<Reference>`
    select distinct conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`.execute(tx);
  return orderTables(tables, [...rows, ...BY_TRIGGER]);
}

/** @returns groups of tables. No later group references an earlier one */
export function orderTables(tables: readonly string[], references: readonly Reference[]): string[][] {
  const left = new Set(tables);
  const order: string[][] = [];
  while (left.size > 0) {
    const named = new Set(references.filter(({ from }) => left.has(from)).map(({ to }) => to));
    const free = [...left].filter((table) => !named.has(table));
    const group = free.length > 0 ? free.map((table) => [table]) : [circleIn(left, references)];
    for (const one of group) {
      order.push(one);
      for (const table of one) left.delete(table);
    }
  }
  return order;
}

/** The tables of a cycle that no table outside of it references, if every table is referenced. */
function circleIn(left: ReadonlySet<string>, references: readonly Reference[]): string[] {
  const namersOf = (table: string) => references.filter(({ from, to }) => to === table && left.has(from));
  const reach = (start: string): Set<string> => {
    const found = new Set([start]);
    for (const table of found) for (const { from } of namersOf(table)) found.add(from);
    return found;
  };
  // All tables that reference a table of the smallest set are in it.
  const least = [...left].map(reach).reduce((least, one) => (one.size < least.size ? one : least));
  return [...least].sort();
}
