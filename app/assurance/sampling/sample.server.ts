import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import type { VerifierActor } from "../access.server.ts";
import { coverageOf, drawSample, type SampledLine } from "./draw-sample.ts";
import { sampledLines } from "./line-risks.ts";
import type { Coverage, Sampling } from "./sampling.ts";

type Reader = TenantTx | VerifierTx;

/** A sample of a calculation. Its method is on record before its lines are drawn. */
export interface Sample {
  id: string;
  number: number;
  runId: string;
  calculatedAt: Date;
  sampling: Sampling;
  by: string;
  at: Date;
  /** Null before it is drawn. */
  drawn: { lineIds: string[]; coverage: Coverage[]; at: Date } | null;
}

/** Newest first. Empty for the company until the verifier's statement. */
export async function listSamples(tx: Reader, engagementId: string): Promise<Sample[]> {
  const rows = await tx
    .selectFrom("verification_sample as s")
    .innerJoin("calculation_run as c", "c.id", "s.run_id")
    .leftJoin("verification_draw as d", "d.sample_id", "s.id")
    .leftJoin("author as u", "u.id", "s.created_by")
    .selectAll("s")
    .select(["d.line_ids", "d.coverage", "d.created_at as drawn_at", "u.name", "c.created_at as calculated_at"])
    .where("s.engagement_id", "=", engagementId)
    .orderBy("s.number", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    runId: row.run_id,
    calculatedAt: row.calculated_at,
    sampling: { method: row.method, ...(row.seed && { seed: row.seed }), ...row.parameters } as Sampling,
    by: row.name ?? "",
    at: row.created_at,
    drawn: row.line_ids && {
      lineIds: row.line_ids,
      coverage: row.coverage as unknown as Coverage[],
      at: row.drawn_at!,
    },
  }));
}

/** A seed that no one chose. */
export function makeSeed(): string {
  return randomBytes(16).toString("hex");
}

/** Puts the method, the parameters and the seed of a sample on record. */
export async function planSample(
  tx: VerifierTx,
  who: VerifierActor,
  { runId, sampling }: { runId: string; sampling: Sampling },
): Promise<void> {
  const last = (await listSamples(tx, who.engagementId))[0];
  const number = (last?.number ?? 0) + 1;
  const { method, seed, ...parameters } = { seed: "", ...sampling };
  const { id } = await tx
    .insertInto("verification_sample")
    .values({
      tenant_id: who.tenantId,
      engagement_id: who.engagementId,
      number,
      run_id: runId,
      method,
      parameters: JSON.stringify(parameters),
      seed,
      created_by: who.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordSample(tx, who, { action: "verification_sample.added", id, number });
}

/**
 * Draws the lines of a sample, once.
 *
 * @param read the same transaction, for services that read
 * @throws AppError `not_found`, `conflict` if it is already drawn
 */
export async function drawLines(
  tx: VerifierTx,
  read: TenantTx,
  { who, sampleId }: { who: VerifierActor; sampleId: string },
): Promise<void> {
  const sample = (await listSamples(tx, who.engagementId)).find(({ id }) => id === sampleId);
  if (!sample) throw new AppError("not_found");
  if (sample.drawn) throw new AppError("conflict", { details: { reason: "sample_drawn" } });
  const lines = await readSampledLines(read, who.organizationId, sample.runId);
  const drawn = drawSample(lines, sample.sampling);
  const coverage = coverageOf(lines, drawn);
  const [whole] = coverage;
  await tx
    .insertInto("verification_draw")
    .values({
      tenant_id: who.tenantId,
      sample_id: sampleId,
      engagement_id: who.engagementId,
      line_ids: drawn,
      co2e_kg: whole!.co2eKg,
      selected_co2e_kg: whole!.drawnCo2eKg,
      coverage: JSON.stringify(coverage),
      created_by: who.userId,
    })
    .execute();
  await recordSample(tx, who, { action: "verification_sample.drawn", id: sampleId, number: sample.number });
}

/** The lines of a calculation that can be drawn. */
export async function readSampledLines(tx: TenantTx, organizationId: string, runId: string): Promise<SampledLine[]> {
  const { document } = await getRun(tx, organizationId, runId);
  const places = await listCorrected(tx, runId);
  return sampledLines(document, new Set(places.map((at) => document.activities[at]?.id ?? "")));
}

/** The places of lines, from 0, with a record that was corrected before the calculation. */
async function listCorrected(tx: TenantTx, runId: string): Promise<number[]> {
  const { rows } = await sql<{ line: number }>`
    with places as (
      select p.number, s.line, sum(s.count) over (partition by p.number order by s.at) - s.count as first,
        sum(s.count) over (partition by p.number order by s.at) as last
      from calculation_piece p cross join lateral unnest(p.lines, p.counts) with ordinality as s(line, count, at)
      where p.run_id = ${runId} and p.part = 'detail')
    select distinct s.line::int from calculation_piece p
      cross join lateral record_versions(p.versions) with ordinality as v(id, place)
      join activity_record r on r.tenant_id = p.tenant_id and r.id = v.id and r.version > 1
      join places s on s.number = p.number and v.place > s.first and v.place <= s.last
    where p.run_id = ${runId} and p.part = 'detail'`.execute(tx);
  return rows.map(({ line }) => line);
}

/** Only the number, because the company reads the audit trail. */
async function recordSample(
  tx: VerifierTx,
  who: VerifierActor,
  { action, id, number }: { action: string; id: string; number: number },
): Promise<void> {
  const after = { number: `S${number}` };
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, { action, subject: "verification_sample", subjectId: id, after }),
  );
}
