import type { TenantTx } from "#db/doors.ts";
import { listPlans } from "./plan.server.ts";
import { listMembers } from "./team.server.ts";
import type { MemberRole } from "./team.ts";

/**
 * Fields of a statement that mean the same as in the plan or the team. Materiality and totals are not among them: the
 * statement is about what was verified, in the verifier's own words.
 */
export async function plannedFields(tx: TenantTx, engagementId: string): Promise<Record<string, string>> {
  const [plan] = await listPlans(tx, engagementId);
  const members = await listMembers(tx, engagementId);
  /** Only if exactly one person has the role. */
  const named = (role: MemberRole) => {
    const found = members.filter((one) => one.role === role);
    return found.length === 1 ? found[0]!.name : "";
  };
  const fields = {
    leadVerifier: named("lead_verifier"),
    independentReviewer: named("independent_reviewer"),
    ...(plan && { level: plan.level, objectives: plan.objectives, criteria: plan.criteria, scope: plan.scope }),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
