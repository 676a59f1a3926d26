import type { Actor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { getReport, issueReport } from "#app/report/report.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { PUBLIC_URL } from "./sample-company.ts";

/** One request to issue; if it is given up, it rolls back after it took its number. */
export interface ManyRequest {
  actor: Actor;
  runId: string;
  locales: ("en" | "zh" | "both")[];
  now: string;
  isGivenUp: boolean;
}

export interface ManyOrder {
  url: string;
  dataDir: string;
  requests: ManyRequest[];
}

class GivenUp extends Error {}

/** As many at once per process as its pool has connections: a request that waits ten seconds for one is refused. */
const IN_FLIGHT = 10;

/**
 * Issues requests concurrently, each with its log entry and a separate small file. @returns the numbers, null if given
 * up
 */
export async function issueMany(doors: Doors, dataDir: string, requests: ManyRequest[]): Promise<(string | null)[]> {
  const keys = await openIssuerKeys(dataDir, PUBLIC_URL, "2026-01-01T00:00:00.000Z");
  const issuer = { publicUrl: PUBLIC_URL, logOrigin: keys.origin };
  const issue = async ({ actor, isGivenUp, ...request }: ManyRequest): Promise<string | null> => {
    try {
      const taken = await doors.withTenant(actor, async (tx) => {
        const issued = await issueReport(tx, actor, issuer, request);
        if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
        if (isGivenUp) throw new GivenUp();
        return { ...issued, number: (await getReport(tx, actor.organizationId, issued.reportId)).number };
      });
      const { tenantId, userId } = actor;
      await performIssue(
        doors,
        { keys, publicUrl: PUBLIC_URL },
        { tenantId, userId, jobId: taken.jobId },
        async ({ facts }) => new TextEncoder().encode(`file of ${facts.number}`),
      );
      return taken.number;
    } catch (error) {
      // Refused after it took its number, because the same report was issued in the meantime: that rolls back too.
      if (error instanceof GivenUp || (isGivenUp && error instanceof AppError && error.code === "conflict"))
        return null;
      throw error;
    }
  };
  const numbers: (string | null)[] = [];
  const waiting = requests.entries();
  const work = async () => {
    for (const [at, request] of waiting) numbers[at] = await issue(request);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return numbers;
}

/** As one of several processes: reads its order from standard input and prints the numbers. */
async function main(): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  const { url, dataDir, requests } = JSON.parse(Buffer.concat(parts).toString("utf8")) as ManyOrder;
  const doors = await openDoors(url);
  try {
    process.stdout.write(JSON.stringify(await issueMany(doors, dataDir, requests)));
  } finally {
    await doors.close();
  }
}

if (import.meta.main) await main();
