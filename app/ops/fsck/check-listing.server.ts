import { sql } from "kysely";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** The public list follows the newest choice of each organization: all of its published reports, or none. */
export async function checkListing(tx: TenantTx, _tenantId: string, inspection: Inspection): Promise<void> {
  const { rows } = await sql<{ number: string; is_listed: boolean }>`
    with choice as (
      select distinct on (organization_id) organization_id, is_listed, issuer_id from report_listing
      order by organization_id, version desc)
    select p.number, coalesce(c.is_listed, false) as is_listed
      from report r join published_report p on p.number = r.number
      left join choice c on c.organization_id = r.organization_id
      left join listed_report l on l.number = p.number
     where (l.issuer_id is not null) <> coalesce(c.is_listed, false)
        or (l.issuer_id is not null and l.issuer_id is distinct from c.issuer_id)
     order by 1`.execute(tx);
  for (const { number, is_listed } of rows) {
    const text = is_listed ? "it is not listed as its issuer chose" : "it is listed, which its issuer did not choose";
    inspection.fault(`listed_report ${number}`, text);
  }
}

/** Finds listed reports whose issuer no longer exists, because its workspace was erased. */
export async function checkListedIssuers(tx: SystemTx, inspection: Inspection): Promise<void> {
  const rows = await tx
    .selectFrom("listed_report as l")
    .leftJoin("report_listing as c", "c.issuer_id", "l.issuer_id")
    .select("l.number")
    .where("c.issuer_id", "is", null)
    .execute();
  for (const { number } of rows) inspection.fault(`listed_report ${number}`, "its issuer does not exist");
}
