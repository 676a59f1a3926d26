import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Actor } from "#app/access/actor.server.ts";
import { decodeMultikey } from "#app/encoding/multikey.ts";
import { readEnv } from "#app/environment/env.server.ts";
import { takeEvidence } from "#app/evidence/evidence.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { unpackBundle } from "#app/proof/bundle.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { keyIdOf } from "#app/proof/jwks.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { getReport } from "#app/report/report.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { getPublishedFile } from "#app/report/verification.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makeDataFolder } from "./data-folder.ts";
import { pdfOf } from "./evidence-files.ts";
import { issueNow, makeCompany, PUBLIC_URL, runNow, YEAR } from "./sample-company.ts";

const NO_MORE = {
  dataQuality: "",
  evidence: "",
  note: "",
};

const RECORDS = [
  { facility: "Plant A", source: "Electricity", period: "2025-03", quantity: "50.84", unit: "万千瓦时" },
  { facility: "Plant A", source: "Natural gas", period: "2025-03", quantity: "52180", unit: "Nm3" },
  { facility: "Plant A", source: "Hotel nights", period: "2025-06", quantity: "31", unit: "room_night" },
];

/** A company with records, a run and one issued report in a separate embedded database, which is closed again. */
export async function issueSample() {
  const dataDir = await makeDataFolder();
  const doors = await openDoors(`file:${join(dataDir, "database")}`);
  try {
    const keys = await openIssuerKeys(dataDir, PUBLIC_URL, "2026-01-01T00:00:00.000Z");
    const { actor, inventory } = await makeCompany(doors);
    const changes = RECORDS.map((record) => ({
      kind: "add" as const,
      recordId: randomUUID(),
      entry: { ...record, ...NO_MORE },
    }));
    const saved = await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    const runId = await runNow(doors, actor, inventory);
    const issued = await issueNow(doors, keys, actor, { runId });
    if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
    await keepBill(doors, actor, dataDir, changes[0]!.recordId);
    const { number } = await doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId));
    const { facts, ...frozen } = await doors.withTenant(actor, (tx) =>
      tx
        .selectFrom("report")
        .innerJoin("calculation_run", "calculation_run.id", "report.run_id")
        .select(["report.facts", "calculation_run.document"])
        .where("number", "=", number)
        .executeTakeFirstOrThrow(),
    );
    const { pdf } = await doors.withPublic((tx) => getPublishedFile(tx, { number }));
    const archive = await doors.withPublic((tx) =>
      makeBundle(tx, { keys, publicUrl: PUBLIC_URL }, { number }, new Date()),
    );
    const { issuer } = parseReportCredential(unpackBundle(archive).credential).facts;
    // As it was drawn: with the name of the key that signed it.
    const model = {
      ...frozen,
      locale: "en" as const,
      facts: { ...(facts as ReportFacts), signingKey: await keyIdOf(decodeMultikey(issuer.key.publicKeyMultibase)) },
    };
    const settings = { DATA_DIR: dataDir, PUBLIC_URL };
    return { actor, runId, number, model, pdf: new Uint8Array(pdf), archive, parts: unpackBundle(archive), settings };
  } finally {
    await doors.close();
  }
}

/** A bill for one record, stored as the product stores it. */
async function keepBill(doors: Doors, actor: Actor, dataDir: string, recordId: string): Promise<void> {
  const room = makeEvidenceRoom(readEnv({ DATA_DIR: dataDir }).evidence);
  const received = await spool(room.spoolFolder, Readable.from([pdfOf("bill of the sample")]));
  const file = { ...received, name: "bill.pdf", isTooLarge: false };
  const { outcome } = await takeEvidence(doors, actor, room, { file, target: { recordIds: [recordId], period: null } });
  if (outcome !== "kept") throw new Error(`the bill was ${outcome}`);
}
