import { PROPOSAL, type ProposalEnd, whatForbidsEnd } from "#app/access/proposal-state.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Blocker, type Issuer, issueReport, listBlockers, listLanguageBlockers } from "./report.server.ts";
import { WITHHOLD_CHOICES, type WithholdChoice } from "./withhold-choice.ts";

/** A release request and its outcome. */
export interface ReportRelease {
  id: string;
  runId: string;
  /** First and last day of what the report is about. */
  period: { start: string; end: string };
  /** Of the run that it reports, in kg. */
  co2eKg: string | null;
  co2eKgMarketBased: string | null;
  locales: ReportLocale[];
  validUntil: string | null;
  withhold: WithholdChoice;
  proposerName: string;
  /** As the author that they acted under. */
  proposedBy: string;
  proposedAt: Date;
  /** Whether the person who asks proposed it. */
  isOwn: boolean;
  /** Null while it waits for a second person. */
  end: { state: ProposalEnd; note: string; name: string; at: Date } | null;
}

/** What a person can put right; each is a message key. */
export type ReleaseFault = "release_open" | "release_ended" | "own_release" | "not_own_release" | "note_missing";

type Author = ChangeAuthor & { organizationId: string };

/** Proposes to issue a report of a run. Nothing goes out: another person who may issue confirms or declines. */
export async function proposeRelease(
  tx: TenantTx,
  author: Author,
  request: { runId: string; locales: readonly ReportLocale[]; validUntil: string | null; withhold: WithholdChoice },
): Promise<{ ok: true; releaseId: string } | { ok: false; fault: ReleaseFault | null; blockers: Blocker[] }> {
  const run = await getRun(tx, author.organizationId, request.runId);
  const blockers = [
    ...(await listBlockers(tx, author.organizationId, run)),
    ...(await listLanguageBlockers(tx, { ...author, inventoryId: run.inventoryId }, request.locales)),
  ];
  if (blockers.length > 0) return { ok: false, fault: null, blockers };
  const open = await listReleases(tx, author);
  if (open.some((one) => one.end === null && one.runId === run.id)) {
    return { ok: false, fault: "release_open", blockers: [] };
  }
  const { id } = await tx
    .insertInto("report_release")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      run_id: run.id,
      locales: [...request.locales],
      valid_until: request.validUntil,
      withhold: request.withhold,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "report_release.proposed",
    subject: "report_release",
    subjectId: id,
    after: { run: run.id, locales: request.locales, validUntil: request.validUntil },
  });
  return { ok: true, releaseId: id };
}

/**
 * Ends a proposal: another person confirms it, which issues the report under their name, or declines it with a note; who
 * proposed takes it back. That the second is another person is held by the database too, also behind a key.
 *
 * @param request.now ISO 8601, time of issue
 * @throws AppError `not_found`; `conflict` with the blockers where the report can't be issued any more
 */
export async function endRelease(
  tx: TenantTx,
  author: Author,
  issuer: Issuer,
  request: { releaseId: string; state: ProposalEnd; note: string; now: string },
): Promise<{ ok: true; reportId: string | null } | { ok: false; fault: ReleaseFault }> {
  const release = (await listReleases(tx, author)).find(({ id }) => id === request.releaseId);
  if (!release) throw new AppError("not_found");
  const note = request.note.trim();
  const mayEnd = PROPOSAL.may(request.state, release.end?.state ?? "waiting");
  const fault = whatForbidsEnd({ mayEnd, end: request.state, isOwn: release.isOwn, note });
  if (fault) return { ok: false, fault: FAULTS[fault] };
  const proposer = await tx
    .selectFrom("report_release")
    .select("person_id")
    .where("id", "=", release.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("report_release_end")
    .values({
      tenant_id: author.tenantId,
      release_id: release.id,
      organization_id: author.organizationId,
      state: request.state,
      note,
      proposer_id: proposer.person_id,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: ACTIONS[request.state],
    subject: "report_release",
    subjectId: release.id,
    after: { run: release.runId, locales: release.locales, state: request.state, ...(note ? { note } : {}) },
  });
  if (request.state !== "confirmed") return { ok: true, reportId: null };
  const { runId, locales, validUntil, withhold } = release;
  const issued = await issueReport(tx, author, issuer, { runId, locales, validUntil, withhold, now: request.now });
  if (!issued.ok) throw new AppError("conflict", { details: { blockers: issued.blockers } });
  return { ok: true, reportId: issued.reportId };
}

const ACTIONS: Record<ProposalEnd, string> = {
  confirmed: "report_release.confirmed",
  declined: "report_release.declined",
  taken_back: "report_release.taken_back",
};

const FAULTS = {
  ended: "release_ended",
  own: "own_release",
  not_own: "not_own_release",
  note_missing: "note_missing",
} as const satisfies Record<string, ReleaseFault>;

/** Every proposal of an organization, newest first. */
export async function listReleases(tx: TenantTx, reader: Author): Promise<ReportRelease[]> {
  const rows = await tx
    .selectFrom("report_release as p")
    .innerJoin("calculation_run as r", "r.id", "p.run_id")
    .innerJoin("inventory as i", "i.id", "r.inventory_id")
    .leftJoin("report_release_end as e", "e.release_id", "p.id")
    .leftJoin("author as proposer", "proposer.id", "p.created_by")
    .leftJoin("author as ender", "ender.id", "e.created_by")
    .leftJoin("author as self", (join) => join.on("self.id", "=", reader.userId))
    .selectAll("p")
    .select(["proposer.name as proposer", "ender.name as ender", "self.person_id as own_id"])
    .select(["e.state", "e.note", "e.created_at as ended_at"])
    .select(["r.co2e_kg", "r.co2e_kg_market_based", "i.period_start", "i.period_end"])
    .where("p.organization_id", "=", reader.organizationId)
    .orderBy("p.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    runId: row.run_id,
    period: { start: row.period_start, end: row.period_end },
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    locales: row.locales,
    validUntil: row.valid_until,
    withhold: WITHHOLD_CHOICES.find((one) => one === row.withhold) ?? "nothing",
    proposerName: row.proposer ?? "",
    proposedBy: row.created_by,
    proposedAt: row.created_at,
    isOwn: row.person_id === row.own_id,
    end: row.state ? { state: row.state, note: row.note ?? "", name: row.ender ?? "", at: row.ended_at! } : null,
  }));
}
