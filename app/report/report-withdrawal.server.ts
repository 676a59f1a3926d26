import { PROPOSAL, type ProposalEnd, whatForbidsEnd } from "#app/access/proposal-state.ts";
import { RIGHTS } from "#app/access/role.ts";
import { personOf } from "#app/access/two-people.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { appendStatement } from "#app/log/log.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getReport, type Issuer, type Report } from "./report.server.ts";
import { REPORT } from "./report-state.ts";
import { lockReportLife } from "./report-succession.server.ts";

/** Why a report is withdrawn, in one language or both; an empty text is one that was not given. */
export interface WithdrawalReason {
  en: string;
  zh: string;
}

/** A proposal to withdraw a report. */
export interface Withdrawal {
  attempt: number;
  reason: WithdrawalReason;
  proposerId: string;
  /** As the author that they acted under. */
  proposedBy: string;
  proposerName: string;
  proposedAt: Date;
  /** null while it waits for a second person. */
  end: { state: ProposalEnd; note: string; name: string; at: Date } | null;
}

/** What a person can put right; each is a message key. */
export type WithdrawalFault =
  | "reason_missing"
  | "note_missing"
  | "withdrawal_open"
  | "withdrawal_ended"
  | "own_proposal"
  | "not_own_proposal"
  | "report_issuing"
  | "report_withdrawn";

type Author = ChangeAuthor & { organizationId: string };

/**
 * Proposes to withdraw a report in all its languages. Nothing is public yet: a second person confirms or declines.
 *
 * @returns the obstacle, or null. @throws AppError `not_found`, `forbidden` for one who manages nothing here
 */
export async function proposeWithdrawal(
  tx: TenantTx,
  author: Author,
  request: { reportId: string; reason: WithdrawalReason },
): Promise<WithdrawalFault | null> {
  const report = await lockReport(tx, author.organizationId, request.reportId);
  const fault = whatForbids(report);
  if (fault) return fault;
  const reason = { en: request.reason.en.trim(), zh: request.reason.zh.trim() };
  if (reason.en === "" && reason.zh === "") return "reason_missing";
  const last = (await listWithdrawals(tx, report.id)).at(0);
  if (last && last.end === null) return "withdrawal_open";
  if (last?.end?.state === "confirmed") return "withdrawal_ended";
  const attempt = (last?.attempt ?? 0) + 1;
  await tx
    .insertInto("report_withdrawal")
    .values({
      tenant_id: author.tenantId,
      report_id: report.id,
      attempt,
      organization_id: author.organizationId,
      reason_en: reason.en,
      reason_zh: reason.zh,
      after: last?.attempt ?? null,
      after_state: (last?.end?.state as "declined" | "taken_back" | undefined) ?? null,
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: "report.withdrawal_proposed",
    subject: "report",
    subjectId: report.id,
    after: { number: report.number, attempt, ...namedReason(reason) },
  });
  return null;
}

/**
 * Ends an open proposal: another person confirms it, which withdraws the report for everyone, or declines it with a
 * note; the proposer cancels it. The database also ensures that the second person is another one, also behind an API
 * key.
 *
 * @param request.now ISO 8601, the time that the log states
 * @returns the obstacle, or null. @throws AppError `not_found`, `forbidden` for one who manages nothing here
 */
export async function endWithdrawal(
  tx: TenantTx,
  author: Author,
  issuer: Issuer,
  request: { reportId: string; attempt: number; state: ProposalEnd; note: string; now: string },
): Promise<WithdrawalFault | null> {
  const report = await lockReport(tx, author.organizationId, request.reportId);
  const proposal = (await listWithdrawals(tx, report.id)).find(({ attempt }) => attempt === request.attempt);
  if (!proposal) throw new AppError("not_found");
  const note = request.note.trim();
  const isOwn = (await personOf(tx, author.userId)) === proposal.proposerId;
  const mayEnd = PROPOSAL.may(request.state, proposal.end?.state ?? "waiting");
  const fault = whatForbidsEnd({ mayEnd, end: request.state, isOwn, note });
  if (fault) return FAULTS[fault];
  await tx
    .insertInto("report_withdrawal_end")
    .values({
      tenant_id: author.tenantId,
      report_id: report.id,
      attempt: proposal.attempt,
      organization_id: author.organizationId,
      state: request.state,
      note,
      proposer_id: proposal.proposerId,
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  const act = { attempt: proposal.attempt, ...(note ? { note } : {}) };
  if (request.state === "confirmed") {
    await stateWithdrawal(tx, issuer, report.number, { reason: proposal.reason, now: request.now });
  }
  const state = request.state === "confirmed" ? "withdrawn" : report.state;
  const said = request.state === "confirmed" ? namedReason(proposal.reason) : {};
  await recordChange(tx, author, {
    action: ACTIONS[request.state],
    subject: "report",
    subjectId: report.id,
    before: { number: report.number, state: report.state },
    after: { number: report.number, state, ...act, ...said },
  });
  return null;
}

/** Of a report: newest first, with the names of those who acted. */
export async function listWithdrawals(tx: TenantTx, reportId: string): Promise<Withdrawal[]> {
  const rows = await tx
    .selectFrom("report_withdrawal as w")
    .leftJoin("report_withdrawal_end as e", (join) =>
      join.onRef("e.report_id", "=", "w.report_id").onRef("e.attempt", "=", "w.attempt"),
    )
    .leftJoin("author as proposer", "proposer.id", "w.created_by")
    .leftJoin("author as ender", "ender.id", "e.created_by")
    .select([
      "w.attempt",
      "w.reason_en",
      "w.reason_zh",
      "w.person_id",
      "w.created_by",
      "w.created_at",
      "proposer.name as proposer",
    ])
    .select(["e.state", "e.note", "e.created_at as ended_at", "ender.name as ender"])
    .where("w.report_id", "=", reportId)
    .orderBy("w.attempt", "desc")
    .execute();
  return rows.map((row) => ({
    attempt: row.attempt,
    reason: { en: row.reason_en, zh: row.reason_zh },
    proposerId: row.person_id,
    proposedBy: row.created_by,
    proposerName: row.proposer ?? "",
    proposedAt: row.created_at,
    end: row.state ? { state: row.state, note: row.note ?? "", name: row.ender ?? "", at: row.ended_at! } : null,
  }));
}

/** How many other owners and administrators may confirm a withdrawal. */
export async function countSeconds(tx: TenantTx, organizationId: string, userId: string): Promise<number> {
  const person = await personOf(tx, userId);
  const { count } = await tx
    .selectFrom("membership")
    .select((select) => select.fn.count<number>("user_id").distinct().as("count"))
    .where("role", "in", RIGHTS["report.withdraw"])
    .where((where) => where.or([where("organization_id", "is", null), where("organization_id", "=", organizationId)]))
    .where("user_id", "<>", person ?? "")
    .executeTakeFirstOrThrow();
  return Number(count);
}

const ACTIONS: Record<ProposalEnd, string> = {
  confirmed: "report.withdrawn",
  declined: "report.withdrawal_declined",
  taken_back: "report.withdrawal_taken_back",
};

async function lockReport(tx: TenantTx, organizationId: string, reportId: string): Promise<Report> {
  const { runId } = await getReport(tx, organizationId, reportId);
  await lockReportLife(tx, runId);
  return getReport(tx, organizationId, reportId);
}

function whatForbids({ state }: Report): WithdrawalFault | null {
  if (state === "issuing") return "report_issuing";
  return REPORT.may("withdraw", state) ? null : "report_withdrawn";
}

const FAULTS = {
  ended: "withdrawal_ended",
  own: "own_proposal",
  not_own: "not_own_proposal",
  note_missing: "note_missing",
} as const satisfies Record<string, WithdrawalFault>;

/** The log holds a commitment to it, the page the reason. */
async function stateWithdrawal(
  tx: TenantTx,
  issuer: Issuer,
  number: string,
  { reason, now }: { reason: WithdrawalReason; now: string },
): Promise<void> {
  const text = [reason.en, reason.zh].filter((one) => one !== "").join(" / ");
  await appendStatement(tx, issuer.logOrigin, {
    statement: { type: "withdraw", number, reason: text, ts: now },
    facts: { reason: text, ...namedReason(reason) },
  });
}

function namedReason({ en, zh }: WithdrawalReason) {
  return { ...(en ? { reasonEn: en } : {}), ...(zh ? { reasonZh: zh } : {}) };
}

/** Thrown by the trigger that looks up who acts. */
function forbidStrangers(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code === "TT003") throw new AppError("forbidden", { cause: error });
  throw error;
}
