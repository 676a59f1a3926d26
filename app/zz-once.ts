import { writeFileSync } from "node:fs";
import { doors, env } from "#app/doors.server.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { makeBundle } from "#app/services/report-bundle.server.ts";
import { getPublishedFile } from "#app/services/verification.server.ts";
const keys = await issuerKeys(); const { withPublic } = await doors();
for (const number of process.argv.slice(2)) {
  const r = await withPublic(async (tx) => ({ pdf: (await getPublishedFile(tx, number)).pdf, bundle: await makeBundle(tx, keys, env().publicUrl, number, new Date()) }));
  writeFileSync(`/tmp/vt-data/${number}.pdf`, r.pdf); writeFileSync(`/tmp/vt-data/${number}.bundle.zip`, r.bundle);
}
process.exit(0);
