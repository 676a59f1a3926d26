import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import { listErasedTables } from "./left-rows.server.ts";

interface Reference {
  from: string;
  to: string;
}

/** Held by a trigger instead of a foreign key: records go before the sources that they name. */
const BY_TRIGGER: readonly Reference[] = [{ from: "activity_record", to: "emission_source" }];

/**
 * The tables in the order in which they can be emptied: what names others before what it names. Tables that name each other in
 * a circle stand together. Read from the catalogue, so that a new table is in it by itself.
 */
export async function orderForErasure(tx: TenantTx): Promise<string[][]> {
  const tables = (await listErasedTables(tx)).map(({ name }) => name);
  const { rows } = await sql<Reference>`
    select distinct conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`.execute(tx);
  return orderTables(tables, [...rows, ...BY_TRIGGER]);
}

/** @returns groups of tables: a group is named by none of those after it */
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

/** The tables of one circle that nothing outside of it names, where every table is named by another. */
function circleIn(left: ReadonlySet<string>, references: readonly Reference[]): string[] {
  const namersOf = (table: string) => references.filter(({ from, to }) => to === table && left.has(from));
  const reach = (start: string): Set<string> => {
    const found = new Set([start]);
    for (const table of found) for (const { from } of namersOf(table)) found.add(from);
    return found;
  };
  // Whatever names a table of the smallest set is in it.
  const least = [...left].map(reach).reduce((least, one) => (one.size < least.size ? one : least));
  return [...least].sort();
}
