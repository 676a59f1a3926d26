import { type Kysely, sql } from "kysely";

/** What the page of a large run shows of it is kept with it, as one more piece: the run is never read from end to end for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calculation_piece drop constraint calculation_piece_part_check`.execute(db);
  await sql`alter table calculation_piece add constraint calculation_piece_part_check
    check (part in ('activities', 'disclosures', 'issues', 'lines', 'view'))`.execute(db);
}
