/**
 * `npm run chaos`: a small installation on a real PostgreSQL does the main job (import, run, report, payments) while
 * failures are injected at moments drawn from a seed. After each failure, and at the end, all acknowledged data must
 * exist, and no partial result. The service must recover on its own within five seconds after the end of the failure.
 *
 * `npm run chaos -- --seed N` repeats the failures of a run, `--only KIND` injects one kind, `--minutes M` sets the
 * duration, and `--postgres 15` takes that version.
 */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { openDoors } from "#db/doors.ts";
import { NEWEST, PACKAGES, type Version } from "#tests/support/versions.ts";
import { buildIfStale } from "../../app/cli/build.server.ts";
import { type Company, makeCompany } from "./company.ts";
import { drawFrom } from "./draw.ts";
import { FAULTS, type Fault } from "./faults.ts";
import { type Installation, startInstallation } from "./installation.ts";
import { findBroken, openJobs, runFsck, unpublished } from "./invariants.ts";
import { watchLog } from "./log-watch.ts";
import { printTable, type Struck } from "./report.ts";
import { until, wait } from "./wait.ts";
import { startWorkload, type Workload } from "./workload.ts";

const COMPANIES = ["Alder", "Birch", "Cedar"];
const RETURN_MILLISECONDS = 5000;
/** Longest wait for a return, to measure how slow it was. */
const MOST_RETURN_MILLISECONDS = 60_000;
/** Longest wait until a job's lost process is given up. */
const SETTLE_MILLISECONDS = 90_000;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    minutes: { type: "string" },
    only: { type: "string" },
    postgres: { type: "string", default: String(NEWEST) },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const wanted = FAULTS.filter(({ kind }) => values.only === undefined || kind === values.only);
if (!Number.isInteger(seed) || wanted.length === 0 || !(values.postgres in PACKAGES)) {
  const [kinds, versions] = [FAULTS.map(({ kind }) => kind), Object.keys(PACKAGES)].map((words) => words.join("|"));
  console.error(`Usage: npm run chaos -- [--seed N] [--minutes M] [--only ${kinds}] [--postgres ${versions}]`);
  process.exit(2);
}
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);
buildIfStale(say);
say(`seed ${seed}, PostgreSQL ${values.postgres}`);
process.exit((await main()) ? 0 : 1);

async function main(): Promise<boolean> {
  const installation = await startInstallation(Number(values.postgres) as Version);
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => void installation.remove().finally(() => process.exit(1)));
  }
  try {
    say("an installation runs: PostgreSQL, two processes that serve, one that works");
    const doors = await openDoors(installation.database.url);
    const companies: Company[] = [];
    for (const word of COMPANIES) companies.push(await makeCompany(installation, doors, word));
    await doors.close();
    say(`${companies.length} companies import, run, report and are paid`);
    return await strikeAll(installation, companies);
  } finally {
    await installation.remove();
  }
}

async function strikeAll(installation: Installation, companies: Company[]): Promise<boolean> {
  const draw = drawFrom(seed);
  const stopWatch = watchLog(installation);
  const work = startWorkload(installation, companies, drawFrom(seed + 1));
  const struck: Struck[] = [];
  const skipped = wanted.flatMap(({ title, obstacle }) => {
    const why = obstacle?.(installation) ?? null;
    return why === null ? [] : [{ title, obstacle: why }];
  });
  const possible = wanted.filter(({ obstacle }) => (obstacle?.(installation) ?? null) === null);
  const end = Date.now() + Number(values.minutes ?? 0) * 60_000;
  do {
    const round = possible.flatMap((fault) => Array.from({ length: fault.times }, () => fault));
    for (const fault of draw.shuffle(round)) {
      await wait(draw.between(1000, 4000));
      struck.push(await strike(installation, { fault, companies, work }, draw));
    }
  } while (Date.now() < end);
  await work.stop();
  const last = await judgeEnd(installation, work, await stopWatch());
  console.log(`\n${printTable(struck, skipped)}\n`);
  tellCounts(work);
  const broken = [...struck.flatMap((one) => one.broken), ...last];
  for (const words of broken) console.log(`BROKEN  ${words}`);
  if (broken.length === 0) rmSync(installation.logs, { recursive: true, force: true });
  const what = `${broken.length} broken; logs in ${installation.logs}; repeat with --seed ${seed}`;
  console.log(broken.length === 0 ? `all held (seed ${seed})` : what);
  return broken.length === 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** How long one web process takes to start and be ready, while the others work as usual. */
async function measureStart({ webs: [web] }: Installation): Promise<number> {
  web!.kill();
  await until(
    async () => web!.pid() === null,
    MOST_RETURN_MILLISECONDS,
    () => "it does not end",
  );
  const took = await until(web!.isReady, MOST_RETURN_MILLISECONDS, () => "it does not start");
  say(`  one start takes ${seconds(took)} here`);
  return took;
}

interface Stage {
  fault: Fault;
  companies: Company[];
  work: Workload;
}

async function strike(
  installation: Installation,
  { fault, companies, work }: Stage,
  draw: ReturnType<typeof drawFrom>,
) {
  say(fault.title);
  await fault.strike(installation, draw);
  const { webs, workers } = installation;
  const serves = async () => (await Promise.all(webs.map((one) => one.isReady()))).some(Boolean);
  const isWhole = async () => (await Promise.all([...webs, ...workers].map((one) => one.isReady()))).every(Boolean);
  const broken: string[] = [];
  const began = performance.now();
  const within = (holds: () => Promise<boolean>) => until(holds, MOST_RETURN_MILLISECONDS, () => "").catch(() => null);
  await within(serves);
  const recovery = performance.now() - began;
  if ((await within(isWhole)) === null) broken.push("a process did not come back");
  const whole = performance.now() - began;
  // A start of everything at once takes a multiple of the time that one start takes on this machine now.
  const start = fault.isColdStart ? await measureStart(installation) : 0;
  const most = Math.max(RETURN_MILLISECONDS, 3 * start);
  if (recovery > most) broken.push(`back only after ${seconds(recovery)}`);
  broken.push(...(await findBroken(installation, work.acknowledged).catch((error: Error) => [error.message])));
  broken.push(...installation.ended.splice(0), ...work.surprises.splice(0));
  for (const { visitor } of companies) {
    broken.push(...visitor.unanswered.splice(0).map((what) => `no answer within 25 s: ${what}`));
  }
  say(
    `  back after ${seconds(recovery)}, every process after ${seconds(whole)}${broken.length > 0 ? `, BROKEN: ${broken.join("; ")}` : ""}`,
  );
  return { title: fault.title, recovery, whole, broken: broken.map((words) => `${fault.title}: ${words}`) };
}

/** Once no more requests are sent: every job ends, and all rules hold. */
async function judgeEnd(installation: Installation, work: Workload, regressions: string[]): Promise<string[]> {
  say("waiting for the last jobs");
  const settled = async () => (await openJobs(installation)).every(({ state }) => state === "failed");
  const took = await until(settled, SETTLE_MILLISECONDS, () => "jobs are left").catch(() => null);
  say(took === null ? "jobs are left undone" : `all jobs came to their end after ${(took / 1000).toFixed(1)} s`);
  const left = (await openJobs(installation)).map((job) => `a job that did not end well: ${JSON.stringify(job)}`);
  const missing = (await unpublished(installation)).map((number) => `a report that was never published: ${number}`);
  say("truetonne fsck");
  return [
    ...left,
    ...missing,
    ...regressions,
    ...work.surprises.splice(0),
    ...installation.ended.splice(0),
    ...(await findBroken(installation, work.acknowledged)),
    ...(await runFsck(installation)),
  ].map((words) => `at the end: ${words}`);
}

function tellCounts({ acknowledged, statuses }: Workload): void {
  const counts = Object.entries(acknowledged).map(([what, all]) => `${all.length} ${what}`);
  console.log(`acknowledged: ${counts.join(", ")}`);
  console.log(
    `answers: ${[...statuses]
      .sort(([a], [b]) => a - b)
      .map(([code, count]) => `${count} × ${code}`)
      .join(", ")}`,
  );
}
