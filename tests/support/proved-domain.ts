import { actAs, type Doors } from "#db/doors.ts";

/** Publishes the proof of a domain of a workspace, as its checks do. @returns the public id of the workspace */
export async function proveDomain(
  doors: Doors,
  workspace: { tenantId: string; userId: string },
  { domain, checkedOn }: { domain: string; checkedOn: string },
): Promise<string> {
  return doors.withTenant(workspace, async (tx) => {
    const { identity_id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
    const at = new Date(`${checkedOn}T00:00:00Z`);
    const times = { proved_at: at, confirmed_at: at, failed_at: null, lapsed_at: null };
    await actAs(tx, "app_log", () =>
      tx
        .insertInto("domain_proof")
        .values({ identity_id, domain, method: "dns", ...times })
        .execute(),
    );
    return identity_id;
  });
}
