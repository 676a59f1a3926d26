import type { Actor } from "#app/access/actor.server.ts";
import { issueSampleReports, listSampleYears, makeSampleOrganization, type Say } from "#app/cli/sample-work.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { approveRecordsOf, lockYear } from "./approve-records.server.ts";
import { attachBills } from "./attach-bills.server.ts";
import { joinSample, makeSamplePerson } from "./sample-person.server.ts";
import { sellToSample } from "./sell-to-sample.server.ts";
import { setSampleTargets } from "./set-targets.server.ts";
import { verifySample } from "./verify-sample.server.ts";

export interface MadeSample {
  actor: Actor;
  /** Number of the report of the later year. */
  number: string;
}

/**
 * Makes the sample company: two years of records with files, approved by a second person, two reports, a verification
 * and a paid order of its consultancy, all by samples. Steps that are done already are left as they are. Jobs need a
 * running worker.
 */
export async function makeSample(owner: { userId: string }, say: Say): Promise<MadeSample> {
  const actor = await makeSampleOrganization(owner, say);
  const years = await listSampleYears(actor);
  const person = await makeSamplePerson("Chen Sample 陈示例", "chen@sample.example");
  const reviewer: Actor = { ...actor, ...(await joinSample(actor.tenantId, person, "reviewer")) };
  for (const { period } of years) {
    const year = period.start.slice(0, 4);
    const files = await attachBills(actor, period);
    if (files > 0) say(`attached ${files} files to the records of ${year}`);
    const approved = await approveRecordsOf(actor, reviewer, period);
    if (approved > 0) say(`approved ${approved} records of ${year}`);
  }
  const report = await issueSampleReports(actor, say);
  const [later, earlier] = years;
  await lockYear(reviewer, earlier.period);
  if (!(await has(actor, "target"))) {
    say("setting the sample's targets");
    await setSampleTargets(actor);
  }
  if (!(await has(actor, "assurance_statement"))) {
    say("verifying the report by a sample verifier");
    await verifySample(actor, { reportId: report.id, inventoryId: later.id, period: later.period });
  }
  if (!(await has(actor, "engagement"))) {
    say("making a sample consultancy with a paid order");
    await sellToSample(actor);
  }
  return { actor, number: report.number };
}

async function has(actor: Actor, table: "assurance_statement" | "engagement" | "target"): Promise<boolean> {
  const row = await (await doors()).withTenant(actor, (tx) =>
    tx.selectFrom(table).select("id").where("organization_id", "=", actor.organizationId).limit(1).executeTakeFirst(),
  );
  return row !== undefined;
}
