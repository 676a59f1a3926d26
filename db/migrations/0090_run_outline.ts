import { type Kysely, sql } from "kysely";

/**
 * Each run with totals keeps an outline: the few facts that pages tell of it, so that none of them reads its document. Verifiers
 * read that piece alone, of the runs that they may see.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run("alter table calculation_piece drop constraint calculation_piece_part_check");
  await run(`alter table calculation_piece add constraint calculation_piece_part_check
    check (part in ('activities', 'disclosures', 'issues', 'lines', 'view', 'outline'))`);
  await run("grant select on calculation_piece to app_verifier");
  await run(`create policy of_verifier on calculation_piece for select to app_verifier using (part = 'outline'
    and tenant_id = (select f.tenant_id from assurance_in_force f) and run_id in (select r.id from calculation_run r))`);
}
