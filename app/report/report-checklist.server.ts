import type { CalculationRun } from "#app/runs/calculation.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ChecklistEntry } from "./disclosure/checklist-entry.ts";
import type { Judgement } from "./disclosure/judge.ts";
import { sayInBoth } from "./disclosure/say.ts";
import type { ReportDescription } from "./report-description.server.ts";

/** A checklist item that prevents issue, with what to do in both languages. */
export interface MissingItem {
  code: "disclosure_missing";
  facts: { item: string; what: string; en: string; zh: string };
}

/** Everything that is missing, an entry each; the sentence of accordance waits for the rest and is not listed. */
export function listMissing(judgements: readonly Judgement[]): MissingItem[] {
  return judgements
    .filter(({ requirement }) => requirement.id !== "A18")
    .flatMap(({ requirement, missing }) =>
      missing.map((one) => ({
        code: "disclosure_missing" as const,
        facts: { item: requirement.id, what: one.code, ...sayInBoth("missing", one) },
      })),
    );
}

/**
 * Keeps the judged checklist of a report that is about to be issued. The database refuses one that lacks an item or holds
 * a missing one, and a report without one.
 *
 * @returns its id, which the report names
 */
export async function freezeChecklist(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  run: CalculationRun,
  { checklist = [], overlays = [] }: ReportDescription,
): Promise<string> {
  const row = await tx
    .insertInto("report_checklist")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      run_id: run.id,
      overlays: JSON.stringify(overlays),
      items: JSON.stringify(checklist),
      missing_count: checklist.filter(({ state }: ChecklistEntry) => state === "missing").length,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}
