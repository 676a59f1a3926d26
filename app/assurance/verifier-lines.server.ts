import { sql } from "kysely";
import { type EvidenceFile, type FileRow, selectFiles, toFile } from "#app/records/evidence-file.server.ts";
import type { CalculationRun } from "#app/runs/calculation.server.ts";
import { versionsOfLine } from "#app/runs/record-place.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { VerifierActor } from "./access.server.ts";
import { listFindings } from "./finding.server.ts";
import { listMarks } from "./mark.server.ts";
import { calculatedLines } from "./verifier/calculated-line.ts";
import type { VerifierLine } from "./verifier/lines-list.ts";

type Run = Pick<CalculationRun, "id" | "document" | "places">;

/** The lines of a calculation with the verifier's marks and findings. The largest first. */
export async function readVerifierLines(tx: TenantTx, who: VerifierActor, run: Run): Promise<VerifierLine[]> {
  const marks = await listMarks(tx, who.engagementId, run.id);
  const findings = new Map<string, number[]>();
  for (const { number, subject, on } of await listFindings(tx, who.engagementId)) {
    if (subject.kind !== "line" || on.runId !== run.id) continue;
    findings.set(subject.id, [...(findings.get(subject.id) ?? []), number]);
  }
  const samples = await readSamples(tx, who.engagementId, run.id);
  const totalKg = run.document.results?.totals?.co2eKg ?? null;
  return calculatedLines(run.document, run.places).map((line) => {
    const mark = marks.get(line.id);
    return {
      ...line,
      totalKg,
      mark: mark ? { note: mark.note, by: mark.by, at: mark.at.toISOString() } : null,
      findings: findings.get(line.id) ?? [],
      samples: samples.get(line.id) ?? [],
    };
  });
}

/** Numbers of the samples that drew each line. */
async function readSamples(tx: TenantTx, engagementId: string, runId: string): Promise<Map<string, number[]>> {
  const rows = await tx
    .selectFrom("verification_sample as s")
    .innerJoin("verification_draw as d", "d.sample_id", "s.id")
    .select(["s.number", "d.line_ids"])
    .where("s.engagement_id", "=", engagementId)
    .where("s.run_id", "=", runId)
    .orderBy("s.number")
    .execute();
  const found = new Map<string, number[]>();
  for (const { number, line_ids } of rows) {
    for (const id of line_ids) found.set(id, [...(found.get(id) ?? []), number]);
  }
  return found;
}

const MOST_FILES = 50;
/** The files of a line with more records are listed with each record. */
const MOST_RECORDS = 10_000;

/**
 * The files that are attached now to the records behind a line, newest first.
 *
 * @param line counted from 0
 */
export async function listLineEvidence(
  tx: TenantTx,
  organizationId: string,
  { runId, line }: { runId: string; line: number },
): Promise<{ files: EvidenceFile[]; more: number; isLarge: boolean }> {
  const versions = await versionsOfLine(tx, runId, line, MOST_RECORDS);
  if (versions === null) return { files: [], more: 0, isLarge: true };
  const attached = sql`f.id in (
    select x.file_id from evidence_attachment x
      join activity_record v on v.record_id = x.record_id
      left join evidence_detachment d on d.tenant_id = x.tenant_id and d.attachment_id = x.id
    where v.id = any(${versions}::uuid[]) and d.attachment_id is null)`;
  const { rows } = await sql<FileRow & { all: number }>`
    select f.*, count(*) over ()::int as all from (${selectFiles(organizationId)}) f where ${attached}
    order by f.created_at desc, f.id limit ${MOST_FILES}`.execute(tx);
  return { files: rows.map(toFile), more: (rows[0]?.all ?? 0) - rows.length, isLarge: false };
}

/** The names of the files that are attached now to the records of a calculation, by line counted from 0. */
export async function nameLineEvidence(tx: TenantTx, runId: string): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ line: number; name: string }>`
    with places as (
      select p.number, s.line, sum(s.count) over (partition by p.number order by s.at) - s.count as first,
        sum(s.count) over (partition by p.number order by s.at) as last
      from calculation_piece p cross join lateral unnest(p.lines, p.counts) with ordinality as s(line, count, at)
      where p.run_id = ${runId} and p.part = 'detail'),
    attached as (
      select v.id, f.name, x.created_at from evidence_attachment x
        join activity_record v on v.tenant_id = x.tenant_id and v.record_id = x.record_id
        join evidence_file f on f.tenant_id = x.tenant_id and f.id = x.file_id
        left join evidence_detachment d on d.tenant_id = x.tenant_id and d.attachment_id = x.id
      where d.attachment_id is null)
    select distinct s.line::int, a.name
    from calculation_piece p
      cross join lateral record_versions(p.versions) with ordinality as v(id, place)
      join attached a on a.id = v.id
      join places s on s.number = p.number and v.place > s.first and v.place <= s.last
    where p.run_id = ${runId} and p.part = 'detail'
    order by 1, 2`.execute(tx);
  const found = new Map<number, string[]>();
  for (const { line, name } of rows) found.set(line, [...(found.get(line) ?? []), name]);
  return found;
}
