import { writeFileSync } from "node:fs";
import { doors, env } from "#app/doors.server.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { startWorker, stopWorker } from "#app/jobs/work.server.ts";
import { prepareDatabase } from "#app/prepare.server.ts";
import { collectEvidence, getPublishedFile } from "#app/services/verification.server.ts";
import { makeSampleAccount } from "./sample-account.server.ts";
import { issueSampleReports, makeSampleOrganization } from "./sample-work.server.ts";

const say = (l: string) => console.log("·", l);
console.time("prepare");
await prepareDatabase(env(), say);
console.timeEnd("prepare");
const d = await doors();
await startWorker();
const account = await makeSampleAccount(say);
const actor = await makeSampleOrganization(account, say);
const numbers = await issueSampleReports(actor, say);
for (const n of numbers) {
  const f = await d.withPublic((tx) => getPublishedFile(tx, n));
  writeFileSync(`/tmp/demo-${n}.pdf`, f.pdf);
  console.log(n, f.pdf.length, f.sha256);
  const keys = await issuerKeys();
  const ev = await d.withPublic(async (tx) => collectEvidence(tx, keys, env().publicUrl, n, new Date()));
  console.log(ev.tlogProof?.slice(0, 200));
}
await stopWorker();
await d.close();
