import { type Actor, requireActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { ChainHead } from "#app/proof/audit-chain.ts";
import { listTrail, type TrailEntry, trailHead } from "#app/trail/audit-trail-list.server.ts";
import type { TrailFilter } from "#app/trail/filter.ts";
import { filterOf, searchOf } from "./trail-filter.ts";

type TenantTx = Parameters<typeof listTrail>[0];

/** Entries that one short transaction reads; the reader's speed never holds one open. */
const CHUNK = 500;

export interface TrailExport {
  actor: Actor;
  filter: TrailFilter;
  /** The end of the chain when the export began: what is added meanwhile is not in it. */
  head: ChainHead | null;
}

/** The guard of an export, and what it covers. For reviewers and above, as the page is. */
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
 * Entries oldest first, a chunk in each transaction.
 *
 * @param write what is made of a chunk, inside its transaction so that names can be looked up.
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
