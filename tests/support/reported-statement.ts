import { recordStatement, type StatementInput } from "#app/assurance/statement.server.ts";
import { readKeySet } from "#app/log/keys/key-set.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { checkAssurance } from "#app/proof/check-assurance.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { collectAssurance } from "#app/report/published-assurance.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { listStandingAssurance } from "#app/report/standing-assurance.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import type { Doors } from "#db/doors.ts";
import { engageVerifier, hotelNights, sampleStatement, storedFile } from "./sample-assurance.ts";
import { issueNow, makeCompany, type makeKeys, PUBLIC_URL, runNow, YEAR } from "./sample-company.ts";

type Keys = Awaited<ReturnType<typeof makeKeys>>;

export const STATED_AT = "2026-03-03T08:00:00.000Z";

/** An issued report with a statement that the organization recorded, and a verifier who has access. */
export async function reportStatement(doors: Doors, keys: Keys, changes: Partial<StatementInput> = {}) {
  const company = await makeCompany(doors);
  const { actor, inventory } = company;
  await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
  const runId = await runNow(doors, actor, inventory);
  const issued = await issueNow(doors, keys, actor, { runId });
  if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
  const { reportId } = issued;
  const { number } = await doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, reportId));
  const { inventorySha256 } = await doors.withPublic((tx) => getPublishedReport(tx, number));
  const text = `%PDF-1.7 ${crypto.randomUUID()}`;
  const statement = {
    subject: { reportId },
    input: sampleStatement(inventorySha256, changes),
    document: { file: storedFile(text), publicBytes: Buffer.from(text) },
    now: STATED_AT,
  };
  const author = { ...actor, engagementId: null } as const;
  const issuer = { keys, publicUrl: PUBLIC_URL };
  const { statementId } = await doors.withTenant(actor, (tx) => recordStatement(tx, author, issuer, statement));
  const verifier = await engageVerifier(doors, actor, inventory.id);
  return { ...company, author, reportId, number, statementId, verifier, statement };
}

/** What a stranger's browser finds, and what lists show. */
export async function checkStatementsOf(doors: Doors, keys: Keys, { number }: { number: string }) {
  await doors.withSystem((tx) => signPendingCheckpoint(tx, keys.log, STATED_AT));
  return doors.withPublic(async (tx) => {
    const { credential, inventory_sha256 } = await tx
      .selectFrom("published_report")
      .select(["credential", "inventory_sha256"])
      .where("number", "=", number)
      .executeTakeFirstOrThrow();
    const { facts } = parseReportCredential(credential);
    const evidence = await collectAssurance(tx, { number, statementHash: null, replaced: null });
    const keySet = await parseKeySet(await readKeySet(tx, keys));
    const statements = await checkAssurance(evidence, facts, keySet);
    const standing = await listStandingAssurance(tx, [{ number, credential, inventory_sha256 }]);
    return { evidence, statements, standing: standing.get(number) };
  });
}
