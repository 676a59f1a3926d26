import { type Kysely, sql } from "kysely";

/** Each run with totals keeps what a report's checklist asks of it, so that the checklist reads that piece and no document. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run("alter table calculation_piece drop constraint calculation_piece_part_check");
  await run(`alter table calculation_piece add constraint calculation_piece_part_check
    check (part in ('activities', 'disclosures', 'issues', 'lines', 'view', 'outline', 'judged'))`);
}
