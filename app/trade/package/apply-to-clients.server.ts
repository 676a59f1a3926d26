import type { Actor } from "#app/access/actor.server.ts";
import { tenantToday } from "#app/access/membership.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { enterClient } from "./apply-client.server.ts";
import type { Package } from "./package.server.ts";
import { type Application, applyPackage, previewApplication } from "./package-application.server.ts";
import type { PackageClient } from "./package-client.server.ts";

/** Clients that a package is applied to at once. */
export const MOST_CLIENTS = 20;

type Routed = Parameters<typeof enterClient>[0];

/** What a package would add to a client, at all its facilities. */
export interface ClientPreview {
  id: string;
  name: { en: string; zh: string };
  added: number;
  there: number;
  refused: number;
  policy: Application["policy"];
  /** Why the package can't be applied at all. */
  obstacle: "no_facility" | "not_allowed" | null;
}

/** Previews a package for each client. */
export async function previewClients(
  routed: Routed,
  pack: Package,
  clients: readonly PackageClient[],
): Promise<ClientPreview[]> {
  const previews: ClientPreview[] = [];
  for (const { id, name } of clients) {
    const nothing = { id, name, added: 0, there: 0, refused: 0, policy: "none" as const };
    const target = await enterIfAllowed(routed, id);
    if (!target) previews.push({ ...nothing, obstacle: "not_allowed" });
    else {
      const found = await (await doors()).withTenant(target, (tx) => previewEverywhere(tx, target, pack));
      if (!found) previews.push({ ...nothing, obstacle: "no_facility" });
      else {
        const count = (kind: string) => found.application.rows.filter(({ state }) => state.kind === kind).length;
        const counts = { added: count("added"), there: count("there"), refused: count("refused") };
        previews.push({ id, name, ...counts, policy: found.application.policy, obstacle: null });
      }
    }
  }
  return previews;
}

/**
 * Applies a package to each client, at all its facilities and without tasks. Each client is a transaction of its own,
 * so that one that fails leaves the others.
 *
 * @param withPolicy whether clients without a factor policy take that of the package. No policy is replaced
 * @returns the sources that were added, and the clients that the package could not be applied to
 */
export async function applyToClients(
  routed: Routed,
  pack: Package,
  { clientIds, withPolicy }: { clientIds: readonly string[]; withPolicy: boolean },
): Promise<{ clients: number; sources: number; failed: string[] }> {
  const done = { clients: 0, sources: 0, failed: [] as string[] };
  for (const id of clientIds) {
    const sources = await orNull(async () => {
      const target = await enterClient(routed, id);
      return (await doors()).withTenant(target, async (tx) => {
        const found = await previewEverywhere(tx, target, pack);
        if (!found) return null;
        const takesPolicy = withPolicy && found.application.policy === "first";
        const applied = await applyPackage(tx, target, pack, {
          ...found.choice,
          ownerId: null,
          withPolicy: takesPolicy,
        });
        return applied.sources.length;
      });
    });
    if (sources === null) done.failed.push(id);
    else {
      done.clients += 1;
      done.sources += sources;
    }
  }
  return done;
}

/** Null for a client without facilities. */
async function previewEverywhere(tx: TenantTx, { organizationId }: Actor, pack: Package) {
  const facilities = await listFacilities(tx, organizationId);
  if (facilities.length === 0) return null;
  const inventory = await latestInventory(tx, organizationId);
  const year = Number((inventory?.period.start ?? (await tenantToday(tx))).slice(0, 4));
  const choice = { facilityIds: facilities.map(({ id }) => id), year };
  return { choice, application: await previewApplication(tx, organizationId, pack, choice) };
}

const enterIfAllowed = (routed: Routed, id: string) => orNull(() => enterClient(routed, id));

/** Null for what the user can't do or the client's data refuse. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && EXPECTED.has(error.code)) return null;
    throw error;
  }
}

const EXPECTED = new Set<string>(["not_found", "forbidden", "conflict", "payment_required"]);
