import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type PostgresServer, startPostgres } from "./postgres.ts";
import type { Version } from "./versions.ts";

/** Settings of a server that streams to others. */
const STREAMING = ["wal_level=replica", "max_wal_senders=4", "synchronous_commit=on"];

/** A server in a separate folder that others can stream from. */
export function startPrimary(folder: string, version: Version): Promise<PostgresServer> {
  mkdirSync(folder);
  return startPostgres(folder, { version, settings: STREAMING });
}

export interface StandbyServer extends PostgresServer {
  /** Kills it in the middle of its work. */
  kill: () => void;
}

/** A copy of a running server that follows it. */
export async function startStandby(folder: string, version: Version, primary: PostgresServer): Promise<StandbyServer> {
  mkdirSync(folder);
  const { hostname, port, username, password } = new URL(primary.ownerUrl);
  const settings = [
    ...STREAMING,
    `primary_conninfo=host=${hostname} port=${port} user=${username} password=${password}`,
  ];
  const fill = (dataFolder: string) => copyRunning(primary, dataFolder);
  const server = await startPostgres(folder, { version, settings, fill });
  const postmaster = () => Number(readFileSync(join(server.dataFolder, "postmaster.pid"), "utf8").split("\n")[0]);
  return { ...server, kill: () => process.kill(postmaster(), "SIGKILL") };
}

/** As `pg_basebackup` does, which is not in the package. */
async function copyRunning({ ownerUrl, dataFolder }: PostgresServer, target: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("select pg_backup_start('standby', true)");
  execFileSync("cp", ["-a", dataFolder, target]);
  const { rows } = await owner.query("select labelfile from pg_backup_stop(false)");
  await owner.end();
  execFileSync("rm", ["-f", join(target, "postmaster.pid")]);
  for (const [name, text] of [
    ["backup_label", rows[0].labelfile],
    ["standby.signal", ""],
  ]) {
    writeFileSync(join(target, name), text);
  }
  if (process.getuid?.() === 0) execFileSync("chown", ["-R", "postgres:postgres", target]);
}
