import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import type { SubjectChoice } from "./statement-subject.ts";

/** Older calculations are rarely what a verifier worked on. */
const MOST_CALCULATIONS = 20;

interface Subjects {
  subjects: SubjectChoice[];
  /** The initial values of a statement form. */
  first: Record<string, string>;
}

/** Issued reports, newest first, with the initial values of a statement form. */
export async function listIssuedReports(
  tx: TenantTx,
  organizationId: string,
  reportId: string | null,
): Promise<Subjects> {
  const rows = await tx
    .selectFrom("report as r")
    .innerJoin("published_report as p", "p.number", "r.number")
    .innerJoin("calculation_run as c", "c.id", "r.run_id")
    .innerJoin("inventory as i", "i.id", "c.inventory_id")
    .innerJoin("organization as o", "o.id", "r.organization_id")
    .select(["r.id", "r.number", "p.inventory_sha256", "i.period_start", "i.period_end", "o.name_en", "o.name_zh"])
    .select(["c.created_at", "c.co2e_kg"])
    .where("r.organization_id", "=", organizationId)
    .orderBy("r.issued_at", "desc")
    .orderBy("r.serial", "desc")
    .execute();
  const chosen = rows.find(({ id }) => id === reportId) ?? rows[0];
  return {
    subjects: rows.map(({ id, number, inventory_sha256, ...row }) => ({
      ...toChoice(row),
      value: `report:${id}`,
      number,
      packageHash: inventory_sha256,
    })),
    first: chosen ? { subject: `report:${chosen.id}`, ...firstOf(chosen) } : {},
  };
}

/**
 * What a verifier can state something about: the issued reports of its inventory, and the newest calculations without a
 * report in force. None is chosen beforehand if there are several.
 */
export async function listSubjects(
  tx: TenantTx,
  { organizationId, inventoryId }: { organizationId: string; inventoryId: string },
): Promise<Subjects> {
  const issued = await listIssuedReports(tx, organizationId, null);
  const runs = await listUnreported(tx, { organizationId, inventoryId });
  const calculations = runs.map(({ id, hash, ...row }) => ({
    ...toChoice(row),
    value: `calculation:${id}`,
    number: null,
    packageHash: hash,
  }));
  const subjects = [...issued.subjects, ...calculations];
  const first = runs[0] && issued.subjects.length === 0 ? firstOf(runs[0]) : issued.first;
  const [only] = subjects;
  return { subjects, first: { ...first, subject: only && subjects.length === 1 ? only.value : "" } };
}

function listUnreported(
  tx: TenantTx,
  { organizationId, inventoryId }: { organizationId: string; inventoryId: string },
) {
  return tx
    .selectFrom("calculation_run as c")
    .innerJoin("inventory as i", "i.id", "c.inventory_id")
    .innerJoin("organization as o", "o.id", "c.organization_id")
    .select(["c.id", "c.created_at", "c.co2e_kg", "i.period_start", "i.period_end", "o.name_en", "o.name_zh"])
    .select(sql<string>`encode(sha256(convert_to(c.document, 'UTF8')), 'hex')`.as("hash"))
    .where("c.organization_id", "=", organizationId)
    .where("c.inventory_id", "=", inventoryId)
    .where("c.issue_count", "=", 0)
    .where(
      sql<boolean>`not exists (select from report r join published_report p on p.number = r.number
        where r.run_id = c.id and not exists (select from statement s where s.number = r.number and s.kind = 'withdraw'))`,
    )
    .orderBy("c.created_at", "desc")
    .limit(MOST_CALCULATIONS)
    .execute();
}

interface Row {
  created_at: Date;
  co2e_kg: string | null;
  period_start: string;
  period_end: string;
  name_en: string;
  name_zh: string;
}

function toChoice({ created_at, co2e_kg, period_start, period_end }: Row) {
  return { at: created_at, co2eKg: co2e_kg, period: { start: period_start, end: period_end } };
}

function firstOf({ period_start, period_end, name_en, name_zh }: Row): Record<string, string> {
  return { periodStart: period_start, periodEnd: period_end, responsibleParty: name_en || name_zh };
}
