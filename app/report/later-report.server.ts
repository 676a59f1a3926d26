import { sql } from "kysely";
import type { PublicTx } from "#db/doors.ts";
import type { PublishedSummary } from "./report-publication.server.ts";

/** The totals of a report in kilograms. */
export interface ReportTotals {
  co2eKg: string;
  co2eKgMarketBased: string;
}

/** A later version of a report that was not withdrawn. */
export interface LaterReport extends ReportTotals {
  number: string;
}

/** More versions than any inventory has. */
const MOST_VERSIONS = 200;

/**
 * The newest version after a report that was not withdrawn, also after a report that was withdrawn and so never logged as
 * replaced. Null if there is none.
 */
export async function findLaterReport(tx: PublicTx, number: string): Promise<LaterReport | null> {
  const { rows } = await sql<{ number: string; summary: PublishedSummary }>`
    with recursive later (number, step) as (
      select p.number, 1 from published_report p where p.supersedes = ${number}
      union
      select p.number, later.step + 1 from later join published_report p on p.supersedes = later.number
       where later.step < ${MOST_VERSIONS})
    select p.number, p.summary from later join published_report p on p.number = later.number
     where not exists (select from statement s where s.number = p.number and s.kind = 'withdraw')
     order by later.step desc, p.issued_at desc limit 1`.execute(tx);
  const later = rows[0];
  return later ? { number: later.number, ...totalsOf(later.summary) } : null;
}

export function totalsOf({ co2eKg, co2eKgMarketBased }: PublishedSummary): ReportTotals {
  return { co2eKg, co2eKgMarketBased };
}
