import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startWorker, stopWorker } from "#app/background/work.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { prepareDatabase } from "#app/database/prepare.server.ts";
import { REPORT_LOCALES, type ReportLocale } from "#app/encoding/report-locale.ts";
import { env } from "#app/environment/env.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { getPublishedFile } from "#app/report/verification.server.ts";
import { buildIfStale } from "./build.server.ts";
import { makeSample } from "./sample/make-sample.server.ts";
import { makeSampleAccount } from "./sample-account.server.ts";

/**
 * `npm run demo`: builds, sets up the embedded database, does the main job on the sample company's year of records and
 * leaves the product running. With `--exit` it ends after the job. A second run reuses everything.
 */
async function main(argv: string[]): Promise<void> {
  const say = (line: string) => console.log(`· ${line}`);
  buildIfStale(say);
  const { account, number, files, keyId } = await setUp(say);
  const { publicUrl } = env();
  const server = argv.includes("--exit") ? null : await startServer();
  console.log("");
  console.log(`Open: ${publicUrl}`);
  console.log(`Sign in: ${account.email} ${account.password}`);
  console.log(`Second factor: choose "Use a backup code" and enter one of these; each works once:`);
  console.log(`  ${account.backupCodes.join(" ")}`);
  console.log(
    `Or scan a code: add this key to an authenticator app: ${new URL(account.totpUri).searchParams.get("secret")}`,
  );
  console.log(`Report: ${files[0]}`);
  console.log(`Verify: ${publicUrl}/verify/${number}`);
  console.log(`Verify offline: node app/cli/truetonne.js verify ${files[0]} --offline --key ${keyId}`);
  if (server === null) process.exit(0);
  console.log("\nTruetonne stays running; stop it with Ctrl+C.");
  // The server finishes open requests, and this program ends with it.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => server.connected && server.disconnect());
}

/** Does the main job from the sources, like a worker, and leaves the database to the server. */
async function setUp(say: (line: string) => void) {
  const { dataDir } = env();
  await prepareDatabase(env(), say);
  await startWorker([]);
  const account = await makeSampleAccount(say);
  const { number } = await makeSample(account, say);
  const files = [];
  for (const language of REPORT_LOCALES) {
    files.push(await saveReport(join(dataDir, "reports"), { number, language }));
  }
  const { keyId } = (await issuerKeys()).log;
  await stopWorker();
  await (await doors()).close();
  return { account, number, files, keyId };
}

/** Runs `npm start` next to this program and logs errors only. */
async function startServer(): Promise<ChildProcess> {
  const server = fork(new URL("../serve.server.ts", import.meta.url), {
    execArgv: ["--import", new URL("../compile-cache.ts", import.meta.url).href],
    env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || "warn" },
  });
  server.once("exit", (code) => process.exit(code ?? 1));
  await once(server, "message");
  return server;
}

/** Writes the issued bytes and, next to them, the bundle for offline verification. @returns path of the PDF */
async function saveReport(folder: string, edition: { number: string; language: ReportLocale }): Promise<string> {
  const name = `${edition.number}-${edition.language}`;
  const keys = await issuerKeys();
  const { withPublic } = await doors();
  const { pdf, bundle } = await withPublic(async (tx) => ({
    pdf: (await getPublishedFile(tx, edition)).pdf,
    bundle: await makeBundle(tx, { keys, publicUrl: env().publicUrl }, edition, new Date()),
  }));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, pdf);
  writeFileSync(join(folder, `${name}.bundle.zip`), bundle);
  return path;
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(
    error instanceof Error && error.stack && !error.message.startsWith("These settings") ? error : error.message,
  );
  process.exit(1);
});
