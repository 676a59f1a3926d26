import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STRIPE_KEYS, StripeStandIn } from "#tests/support/stripe/stand-in.ts";
import type { Version } from "#tests/support/versions.ts";
import { Visitor } from "#tests/support/visitor.ts";
import { type ControlledDatabase, startDatabase } from "./database.ts";
import { makeSmallDisk, type SmallDisk } from "./disk.ts";
import { type Supervised, supervise } from "./processes.ts";
import { wait } from "./wait.ts";

/** A complete small installation: a database server, two web processes, one worker, and cards. */
export interface Installation {
  origin: string;
  /** The port of one of the web processes, in turn. */
  port: () => number;
  webs: (Supervised & { port: number })[];
  workers: Supervised[];
  database: ControlledDatabase;
  /** Disks of the database and of the product's files. */
  disks: { database: SmallDisk; data: SmallDisk };
  dataDir: string;
  /** Output of the processes; kept when the installation is removed. */
  logs: string;
  stripe: StripeStandIn;
  /** Shifts the clocks of the product by this number of milliseconds. */
  shiftClock: (milliseconds: number) => void;
  /** Processes that ended unexpectedly. */
  ended: string[];
  remove: () => Promise<void>;
}

const FIRST_PORT = 4400;
const WEBS = 2;
const MIB = 1024 * 1024;

export async function startInstallation(version: Version): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-chaos-"));
  // The database server runs under a separate user, who must be able to reach its folder.
  chmodSync(folder, 0o755);
  const undo: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const remove = async () => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  try {
    return await build({ folder, version }, undo, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

async function build(
  { folder, version }: { folder: string; version: Version },
  undo: (() => Promise<void> | void)[],
  remove: () => Promise<void>,
): Promise<Installation> {
  const disks = {
    database: makeSmallDisk(join(folder, "database"), 1500 * MIB),
    data: makeSmallDisk(join(folder, "data"), 300 * MIB),
  };
  undo.push(disks.database.remove, disks.data.remove);
  const database = await startDatabase(disks.database.folder, version);
  undo.push(database.remove);
  const stripe = await new StripeStandIn().start();
  undo.push(() => stripe.close());
  const dataDir = join(disks.data.folder, "installation");
  mkdirSync(dataDir);
  const clock = join(folder, "clock");
  writeFileSync(clock, "0");
  const origin = `http://localhost:${FIRST_PORT}`;
  const ended: string[] = [];
  const env = {
    DATA_DIR: dataDir,
    PUBLIC_URL: origin,
    HOST: "127.0.0.1",
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey,
    STRIPE_WEBHOOK_SECRET: STRIPE_KEYS.webhookSecret,
    STRIPE_API_URL: stripe.url,
    CHAOS_CLOCK: clock,
  };
  const logs = mkdtempSync(join(tmpdir(), "truetonne-chaos-logs-"));
  const start = async (program: Omit<Parameters<typeof supervise>[0], "log">) => {
    const log = join(logs, `${program.name.replace(" ", "-")}.log`);
    const started = await supervise({ ...program, log }, (what) => ended.push(what));
    undo.push(started.stop);
    return started;
  };
  const webs: Installation["webs"] = [];
  for (let at = 0; at < WEBS; at += 1) {
    const port = FIRST_PORT + 1 + at;
    const isReady = () => answersReady(origin, port);
    const script = "app/serve.server.ts";
    const web = await start({ name: `web ${at + 1}`, script, env: { ...env, PORT: String(port) }, isReady });
    webs.push({ ...web, port });
  }
  const isReady = async (log: string) => log.includes('"event":"working"');
  const workers = [await start({ name: "worker", script: "app/work.server.ts", env, isReady })];
  let turn = 0;
  const port = () => {
    turn += 1;
    return webs[turn % webs.length]!.port;
  };
  const shiftClock = (milliseconds: number) => writeFileSync(clock, String(milliseconds));
  return { origin, port, webs, workers, database, disks, dataDir, logs, stripe, shiftClock, ended, remove };
}

/** Whether a web process reports that it is ready. */
async function answersReady(origin: string, port: number): Promise<boolean> {
  const asked = new Visitor({ origin, port }).get("/readyz").catch(() => null);
  const answer = await Promise.race([asked, wait(1000).then(() => null)]);
  return answer?.status === 200;
}
