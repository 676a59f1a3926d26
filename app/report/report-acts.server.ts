import { type Actor, inTenant, requireId } from "#app/access/actor.server.ts";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import { type AskedFor, refuse, type Verbs } from "#app/action/action.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { omit } from "#app/encoding/omit.ts";
import { toSent } from "#app/encoding/sent.ts";
import { env } from "#app/environment/env.server.ts";
import { contentLanguageFor, type Locale } from "#app/i18n/index.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { retryIssue } from "./report.server.ts";
import type { ReportActions } from "./report-form.ts";
import type { LifeEntry } from "./report-timeline.tsx";
import { endWithdrawal, proposeWithdrawal, type Withdrawal, type WithdrawalFault } from "./report-withdrawal.server.ts";
import type { ReportStatement } from "./verification.server.ts";
import type { WithdrawalView } from "./withdrawal-section.tsx";

const FIELDS: Partial<Record<WithdrawalFault, string>> = { reason_missing: "reasonEn", note_missing: "note" };

const refused = (fault: WithdrawalFault) => refuse({ [FIELDS[fault] ?? "form"]: fault });

const pageOf = (actor: Actor, reportId: string) => `/organizations/${actor.organizationId}/reports/${reportId}`;

/** Ends a proposed withdrawal; the log is signed again where it grew. */
const end = (state: ProposalEnd) => ({
  outside: async ({ actor, params, value }: AskedFor<Actor, typeof ReportActions, "confirm">) => {
    const { withSystem } = await doors();
    const { log, origin } = await issuerKeys();
    const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
    const now = new Date().toISOString();
    const reportId = requireId(params.reportId);
    const fault = await inTenant(actor, (tx) => endWithdrawal(tx, actor, issuer, { reportId, state, now, ...value }));
    if (fault) return refused(fault);
    if (state === "confirmed") await withSystem((tx) => signPendingCheckpoint(tx, log, now));
    return pageOf(actor, reportId);
  },
});

export const reportVerbs = {
  propose: async (tx, { actor, params, value }) => {
    const reportId = requireId(params.reportId);
    const reason = { en: value.reasonEn, zh: value.reasonZh };
    const fault = await proposeWithdrawal(tx, actor, { reportId, reason });
    return fault ? refused(fault) : pageOf(actor, reportId);
  },
  confirm: end("confirmed"),
  decline: end("declined"),
  "take-back": end("taken_back"),
  retry: async (tx, { actor, params }) => {
    const reportId = requireId(params.reportId);
    await retryIssue(tx, actor, reportId);
    return pageOf(actor, reportId);
  },
} satisfies Verbs<Actor, typeof ReportActions>;

/** Log entries about a report; a reason in the reader's language where it was given in it. */
export function describeStatements(statements: ReportStatement[], locale: Locale): LifeEntry[] {
  return statements.map(({ kind, at, logIndex, facts, stated }) => ({
    kind,
    stated,
    at: at.toISOString(),
    logIndex,
    successor: kind === "supersede" ? facts.by : undefined,
    reason:
      kind === "withdraw"
        ? ({ en: facts.reasonEn, zh: facts.reasonZh }[contentLanguageFor(locale)] ?? facts.reason)
        : undefined,
  }));
}

export function describeWithdrawals(withdrawals: Withdrawal[], userId: string): WithdrawalView[] {
  return withdrawals.map((one) => ({
    ...toSent(omit(one, "proposerId", "proposedBy")),
    isOwn: one.proposerId === userId,
  }));
}
