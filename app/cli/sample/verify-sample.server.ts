import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Actor } from "#app/access/actor.server.ts";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { acceptEngagement, inviteVerifier } from "#app/assurance/engagement.server.ts";
import { addFinding, answerFinding, stepFinding } from "#app/assurance/finding.server.ts";
import { savePlan } from "#app/assurance/plan/plan.server.ts";
import { recordStatement } from "#app/assurance/statement.server.ts";
import { SAMPLE_ORGANIZATION } from "#app/cli/sample-organization.ts";
import { doors } from "#app/database/doors.server.ts";
import { addDays, utcDay } from "#app/day/day.ts";
import { env } from "#app/environment/env.server.ts";
import { storeFiles } from "#app/evidence/store-files.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { findBodyIdentity } from "#app/identity/body-identity.server.ts";
import { recordRegistration } from "#app/identity/registration.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { parseDecimal, printDecimal } from "#app/number/decimal.ts";
import { makeSampleFile } from "./sample-file.ts";
import { makeSamplePerson, makeSampleTenant, type SamplePerson } from "./sample-person.server.ts";

/** Every reader of a statement sees this name, so it states that nothing was verified. */
const BODY = "Sample verifier (not a real body)";
const REGISTER = "no register: a sample of this installation";
const REGISTRATION = "SAMPLE-0001";
const PLANNED = {
  objectives: "Sample: to conclude on the inventory of the year.",
  criteria: "ISO 14064-1:2018, ISO 14064-3:2019",
  scope: "Sample: scopes 1, 2 and 3 of all four sites.",
};

interface SampleReport {
  reportId: string;
  inventoryId: string;
  period: { start: string; end: string };
}

/**
 * Has the sample's report verified by a sample body in a workspace of its own: a plan, a finding that is answered and
 * resolved, and a confirmed statement. The check of the name is a sample too, and its register states so.
 */
export async function verifySample(company: Actor, report: SampleReport): Promise<void> {
  const person = await makeSamplePerson("Vera Sample 核查示例", "vera@sample-verifier.example");
  const body = await makeBody(person);
  const verifier = await engage(company, person, report);
  await plan(verifier);
  await discussFinding(company, verifier, report);
  await state({ person, body, verifier, company, report });
}

async function makeBody(person: SamplePerson): Promise<string> {
  const { tenantId } = await makeSampleTenant(person, BODY, "verification_body");
  const check = {
    tenantId,
    name: BODY,
    number: REGISTRATION,
    register: REGISTER,
    checkedOn: utcDay(new Date()),
    evidence: "Part of the sample company. No register was asked.",
    operator: "truetonne sample",
  };
  await (await doors()).withSystem((tx) => recordRegistration(tx, check));
  return tenantId;
}

async function engage(company: Actor, person: SamplePerson, { inventoryId }: SampleReport): Promise<VerifierActor> {
  const now = new Date();
  const days = { startsOn: utcDay(now), endsOn: addDays(utcDay(now), 365) };
  const { userId, email } = person;
  const { tenantId, organizationId } = company;
  return (await doors()).withTenant(company, async (tx) => {
    const made = await inviteVerifier(tx, company, { inventoryId, bodyName: BODY, email, ...days }, now);
    if ("fault" in made) throw new Error(`the sample verifier can't be invited: ${made.fault}`);
    const { engagementId } = made;
    await acceptEngagement(tx, { tenantId, userId, source: "page" }, { engagementId, email });
    return { tenantId, userId, engagementId, organizationId, inventoryId, source: "page" };
  });
}

async function plan(verifier: VerifierActor): Promise<void> {
  await (await doors()).withVerifier(verifier, (tx) =>
    savePlan(tx, verifier, {
      basedOn: 0,
      plan: {
        ...PLANNED,
        level: "limited",
        materialityPercent: "5",
        totalBasis: "location",
        risks: [
          {
            kind: "inherent",
            risk: "Sample: quantities of purchased aluminium come from goods receipts.",
            response: "Compare the receipts with the suppliers' statements of the year.",
          },
        ],
        visits: [],
      },
    }),
  );
}

/** A finding as they are common: small, answered with a reason, resolved. */
async function discussFinding(company: Actor, verifier: VerifierActor, { reportId }: SampleReport): Promise<void> {
  const { withTenant, withVerifier } = await doors();
  const { engagementId } = verifier;
  const runId = await withTenant(company, async (tx) => {
    const { run_id } = await tx
      .selectFrom("report")
      .select("run_id")
      .where("id", "=", reportId)
      .executeTakeFirstOrThrow();
    return run_id;
  });
  const findingId = await withVerifier(verifier, (tx) =>
    addFinding(tx, verifier, {
      subject: { kind: "whole", id: "" },
      on: { runId, versionId: null },
      severity: "clarification",
      text: "Sample: the commuting survey covers 280 employees. How was it scaled to working days?",
      fileIds: [],
    }),
  );
  const text = "Sample: by the shift calendar of each month, which is attached to the survey.";
  await withTenant(company, (tx) => answerFinding(tx, company, { engagementId, findingId, text, fileIds: [] }));
  await withVerifier(verifier, (tx) =>
    stepFinding(tx, verifier, { findingId, state: "resolved", text: "Sample: the calendar was seen.", fileIds: [] }),
  );
}

interface Verification {
  person: SamplePerson;
  body: string;
  verifier: VerifierActor;
  company: Actor;
  report: SampleReport;
}

async function state({ person, body, verifier, company, report }: Verification): Promise<void> {
  const { withSystem, withTenant, withVerifier } = await doors();
  const { tenantId, organizationId } = company;
  const now = new Date();
  const asked = { userId: person.userId, tenantId: body, name: BODY, verified: { tenantId, organizationId } };
  const identity = await withSystem((tx) => findBodyIdentity(tx, asked, now));
  if (identity === "name_held") throw new Error(`the name "${BODY}" resembles that of another body`);
  const { log, ...keys } = await issuerKeys();
  const subject = await withTenant(company, (tx) =>
    tx
      .selectFrom("report as r")
      .innerJoin("calculation_run as c", "c.id", "r.run_id")
      .select(["c.document", "c.co2e_kg"])
      .where("r.id", "=", report.reportId)
      .executeTakeFirstOrThrow(),
  );
  const packageHash = createHash("sha256").update(subject.document).digest("hex");
  const room = await evidenceRoom();
  const file = makeSampleFile("Sample of a verification statement", [
    `Organization: ${SAMPLE_ORGANIZATION.nameEn}`,
    "No one verified anything. It is a sample of the statement of a verification body.",
    `SHA-256 of the data: ${packageHash}`,
  ]);
  const received = await spool(room.spoolFolder, Readable.from([file]));
  const publicBytes = await readFile(received.path);
  const stored = await storeFiles(tenantId, room, [{ ...received, name: "sample-statement.pdf", isTooLarge: false }]);
  if (!stored.ok) throw new Error(`the sample statement was refused: ${stored.code}`);
  const tonnes = parseDecimal(subject.co2e_kg ?? "0", { before: 30, after: 60 }).div(1000);
  await withVerifier(verifier, (tx) =>
    recordStatement(
      tx,
      { ...verifier, identity },
      { keys: { ...keys, log }, publicUrl: env().publicUrl },
      {
        subject: { reportId: report.reportId },
        input: {
          packageHash,
          engagement: {
            ...PLANNED,
            type: "verification",
            level: "limited",
            period: report.period,
            materiality: "Sample: 5% of the total",
          },
          parties: { responsibleParty: SAMPLE_ORGANIZATION.nameEn, intendedUser: "Readers of the sample" },
          totals: { locationBasedTco2e: printDecimal(tonnes.toDecimalPlaces(3)), marketBasedTco2e: null },
          opinion: { kind: "unmodified", text: "Sample: this is what an opinion looks like. Nothing was verified." },
          verifier: {
            name: BODY,
            accreditationBody: "None: this is a sample",
            accreditationNumber: REGISTRATION,
            accreditationScope: "None: this is a sample",
            accreditationExpiresOn: null,
            registerUrl: "https://sample-verifier.example/",
            leadVerifier: "Vera Sample",
            independentReviewer: "Ren Sample",
          },
          date: utcDay(now),
        },
        document: { file: stored.files[0]!, publicBytes },
        now: now.toISOString(),
      },
    ),
  );
  await withSystem((tx) => signPendingCheckpoint(tx, log, now.toISOString()));
}
