import { type Actor, requireActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { ChainHead } from "#app/proof/audit-chain.ts";
import { listTrail, type TrailEntry, trailHead } from "#app/trail/audit-trail-list.server.ts";
import type { TrailFilter } from "#app/trail/filter.ts";
import { filterOf, searchOf } from "./trail-filter.ts";

type TenantTx = Parameters<typeof listTrail>[0];

/** Entries per transaction. Transactions stay short even if the client reads slowly. */
const CHUNK = 500;

export interface TrailExport {
  actor: Actor;
  filter: TrailFilter;
  /** The end of the chain at the start of the export. Later entries are not included. */
  head: ChainHead | null;
}

/** Checks the right to export (reviewers and above, as for the page) and determines its scope. */
export async function startExport(
  request: Request,
  params: { organizationId?: string | undefined },
): Promise<TrailExport> {
  const actor = await requireActor(request, params, "trail.view");
  const filter = filterOf(searchOf(new URL(request.url).searchParams));
  const { withTenant } = await doors();
  return { actor, filter, head: await withTenant(actor, trailHead) };
}

/**
 * Reads entries oldest first, one chunk per transaction.
 *
 * @param write formats a chunk inside its transaction, so that it can look up names
 */
export async function* readTrail<T>(
  { actor, filter, head }: TrailExport,
  write: (tx: TenantTx, entries: TrailEntry[]) => Promise<T>,
): AsyncGenerator<T, void> {
  const { withTenant } = await doors();
  let after = 0;
  for (let isMore = true; isMore; ) {
    const read = await withTenant(actor, async (tx) => {
      const found = await listTrail(tx, actor.organizationId, filter, { after, limit: CHUNK });
      const entries = found.filter(({ sequence }) => sequence <= (head?.sequence ?? 0));
      return { entries, written: entries.length === 0 ? null : await write(tx, entries) };
    });
    if (read.written !== null) yield read.written;
    after = read.entries.at(-1)?.sequence ?? after;
    isMore = read.entries.length === CHUNK;
  }
}
