import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { doors, env } from "#app/doors.server.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { getPublishedFile } from "#app/report/verification.server.ts";
import { buildIfStale } from "./build.server.ts";
import { makeSampleAccount } from "./sample-account.server.ts";
import { issueSampleReports, makeSampleOrganization } from "./sample-work.server.ts";

/**
 * `npm run demo`: builds, sets up the embedded database, does the main job on the sample company's year of records and
 * leaves the product running; with `--exit` it ends when the job is done. A second run finds all of it in place.
 */
async function main(argv: string[]): Promise<void> {
  const say = (line: string) => console.log(`· ${line}`);
  buildIfStale(say);
  const { serve } = await import("#app/serve.server.ts");
  const server = await serve(say);
  const { publicUrl, dataDir } = env();
  const account = await makeSampleAccount(say);
  const actor = await makeSampleOrganization(account, say);
  const numbers = await issueSampleReports(actor, say);
  const files = [];
  for (const number of numbers) files.push(await saveReport(join(dataDir, "reports"), number));
  console.log("");
  console.log(`Open: ${publicUrl}`);
  console.log(`Sign in: ${account.email} ${account.password}`);
  console.log(`Second factor: choose "Use a backup code" and enter one of these; each works once:`);
  console.log(`  ${account.backupCodes.join(" ")}`);
  console.log(
    `Or scan a code: add this key to an authenticator app: ${new URL(account.totpUri).searchParams.get("secret")}`,
  );
  console.log(`Report: ${files[0]}`);
  console.log(`Verify: ${publicUrl}/verify/${numbers[0]}`);
  const { credential } = await issuerKeys();
  console.log(`Without us: node app/cli/truetonne.js verify ${files[0]} --offline --key ${credential.keyId}`);
  if (argv.includes("--exit")) {
    await server.stop();
    process.exit(0);
  }
  console.log("\nTruetonne stays running; stop it with Ctrl+C.");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => server.stop().then(() => process.exit(0)));
  }
}

/** Writes the issued bytes and, beside them, the bundle that checks them offline. @returns path of the PDF */
async function saveReport(folder: string, number: string): Promise<string> {
  const keys = await issuerKeys();
  const { withPublic } = await doors();
  const { pdf, bundle } = await withPublic(async (tx) => ({
    pdf: (await getPublishedFile(tx, number)).pdf,
    bundle: await makeBundle(tx, keys, env().publicUrl, number, new Date()),
  }));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${number}.pdf`);
  writeFileSync(path, pdf);
  writeFileSync(join(folder, `${number}.bundle.zip`), bundle);
  return path;
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(
    error instanceof Error && error.stack && !error.message.startsWith("These settings") ? error : error.message,
  );
  process.exit(1);
});
