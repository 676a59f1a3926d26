import { randomInt } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { NEWEST, PACKAGES, type Version } from "./versions.ts";
import { waitFor } from "./wait-for.ts";

/** Process ends without a signal. */
const ENDINGS = ["beforeExit", "exit"];

const FOLLOW_MILLISECONDS = 120_000;

/** Durability and background work, which tests don't need. */
const UNSAFE = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "autovacuum=off",
];

export interface PostgresServer {
  ownerUrl: string;
  /** Where it keeps everything. */
  dataFolder: string;
  /** Starts it again after any kind of end. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Starts a real PostgreSQL from the npm package in a separate folder, on a free loopback port.
 *
 * @param settings of the server in addition to those of each test
 * @param fill creates its folder, which then follows another server; without it a new one is created
 * @param onLog gets the server's output, piece by piece
 */
export async function startPostgres(
  folder: string,
  {
    version = NEWEST,
    settings = [],
    onLog = () => {},
    fill,
  }: {
    version?: Version;
    settings?: readonly string[];
    onLog?: (text: string) => void;
    fill?: (dataFolder: string) => Promise<void>;
  } = {},
): Promise<PostgresServer> {
  const port = await freePort();
  // As root, the server runs under a separate user, who must be able to reach the folder.
  chmodSync(folder, 0o755);
  const EmbeddedPostgres = await loadPackage(version);
  const dataFolder = join(folder, "data");
  const flags = ["listen_addresses=127.0.0.1", "max_connections=200", ...UNSAFE, ...settings];
  const server = new EmbeddedPostgres({
    databaseDir: dataFolder,
    user: "owner",
    password: "owner-of-the-test-server",
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: flags.flatMap((flag) => ["-c", flag]),
    onLog: (text) => onLog(String(text)),
    onError: () => {},
  });
  const ownerUrl = `postgres://owner:owner-of-the-test-server@127.0.0.1:${port}/postgres`;
  const start = () => (fill ? startFollowing(server, ownerUrl) : server.start());
  await (fill ? fill(dataFolder) : server.initialise());
  await start();
  return {
    ownerUrl,
    dataFolder,
    start,
    stop: () => server.stop(),
  };
}

/** The package waits for a message that a following server never prints. A killed server may still hold its memory. */
function startFollowing(server: { start: () => Promise<void> }, url: string): Promise<void> {
  let isOver = true;
  const connect = async () => {
    if (isOver) {
      isOver = false;
      server.start().catch(() => {
        isOver = true;
      });
    }
    // A process of a killed server can hold its port for a moment: it accepts a connection and never answers.
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    client.on("error", () => {});
    await client.connect();
    await client.end();
  };
  return waitFor(connect, { timeout: FOLLOW_MILLISECONDS, interval: 100 });
}

/**
 * The package exits with code 0 when nothing is left to do, whatever code the tests have set. That is disabled here,
 * because the caller stops the server. Its handling of signals stays.
 */
async function loadPackage(version: Version) {
  const endings = process as NodeJS.EventEmitter;
  const before = new Set(ENDINGS.flatMap((event) => endings.listeners(event)));
  const EmbeddedPostgres = await PACKAGES[version]();
  for (const event of ENDINGS) {
    for (const listener of endings.listeners(event)) {
      if (!before.has(listener)) endings.removeListener(event, listener as () => void);
    }
  }
  return EmbeddedPostgres;
}

/**
 * The system takes ports of outgoing connections from 32768 on (Linux) or 49152 on. A port from there could be in use
 * by the time that the caller opens it.
 */
const PORTS = [20_000, 32_000] as const;

/** A port that nothing listens on and that no other caller of this test run gets. */
export function freePort(): Promise<number> {
  return freePorts(1);
}

/** Two consecutive ports, as from `freePort`. @returns the lower one */
export function freePortPair(): Promise<number> {
  return freePorts(2);
}

async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(...PORTS);
    const ports = Array.from({ length: count }, (_, at) => first + at);
    const areUnused = (await Promise.all(ports.map(isUnused))).every(Boolean);
    if (areUnused && ports.every(takes)) return first;
  }
}

/** Whether the port is now the caller's: the run has a folder with a file for each port in use. */
function takes(port: number): boolean {
  const folder = process.env.TEST_PORTS;
  if (!folder) return true;
  try {
    writeFileSync(join(folder, String(port)), "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isUnused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
