import type { z } from "zod";
import type { Actor } from "#app/access/actor.server.ts";
import { doors, env } from "#app/doors.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { retryIssue } from "./report.server.ts";
import type { ReportActForm } from "./report-form.ts";
import type { LifeEntry } from "./report-timeline.tsx";
import { endWithdrawal, proposeWithdrawal, type Withdrawal, type WithdrawalFault } from "./report-withdrawal.server.ts";
import type { ReportStatement } from "./verification.server.ts";
import type { WithdrawalView } from "./withdrawal-section.tsx";

type Act = z.output<typeof ReportActForm>;

const ENDS = { confirm: "confirmed", decline: "declined", "take-back": "taken_back" } as const;

/** Does one act; the log is signed anew where it grew. @returns what the person can put right, or null */
export async function actOnReport(actor: Actor, reportId: string, act: Act): Promise<WithdrawalFault | null> {
  const { withTenant, withSystem } = await doors();
  const { intent, attempt, note, reasonEn, reasonZh } = act;
  if (intent === "retry") {
    await withTenant(actor, (tx) => retryIssue(tx, actor, reportId));
    return null;
  }
  if (intent === "propose") {
    const reason = { en: reasonEn, zh: reasonZh };
    return withTenant(actor, (tx) => proposeWithdrawal(tx, actor, { reportId, reason }));
  }
  const { log, origin } = await issuerKeys();
  const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
  const now = new Date().toISOString();
  const end = { reportId, attempt, state: ENDS[intent], note, now };
  const fault = await withTenant(actor, (tx) => endWithdrawal(tx, actor, issuer, end));
  if (!fault && intent === "confirm") await withSystem((tx) => signPendingCheckpoint(tx, log, now));
  return fault;
}

/** What the log says of a report; a reason in the reader's language where it was given in it. */
export function describeStatements(statements: ReportStatement[], locale: Locale): LifeEntry[] {
  return statements.map(({ kind, at, logIndex, facts }) => ({
    kind,
    at: at.toISOString(),
    logIndex,
    successor: kind === "supersede" ? facts.by : undefined,
    reason: kind === "withdraw" ? ((locale === "zh" ? facts.reasonZh : facts.reasonEn) ?? facts.reason) : undefined,
  }));
}

export function describeWithdrawals(withdrawals: Withdrawal[], userId: string): WithdrawalView[] {
  return withdrawals.map(({ attempt, reason, proposerId, proposerName, proposedAt, end }) => ({
    attempt,
    reason,
    proposerName,
    proposedAt: proposedAt.toISOString(),
    isOwn: proposerId === userId,
    end: end && { ...end, at: end.at.toISOString() },
  }));
}
