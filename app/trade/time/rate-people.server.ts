import type { TenantTx } from "#db/doors.ts";

/** A person who can have rates of their own. */
interface RatePerson {
  userId: string;
  /** Null for a person who left, whose name the workspace no longer sees. */
  name: string | null;
  /** First day of the person's earliest rate, `YYYY-MM-DD`. */
  ratedFrom: string | null;
}

/** Members of the whole workspace by name, then people with rates who are no longer members. */
export async function readRatePeople(tx: TenantTx): Promise<RatePerson[]> {
  const members = await tx
    .selectFrom("membership as m")
    .innerJoin("user_account as u", "u.id", "m.user_id")
    .select(["u.id", "u.name"])
    .where("m.organization_id", "is", null)
    .orderBy("u.name")
    .orderBy("u.id")
    .execute();
  const rated = await tx
    .selectFrom("time_rate")
    .select(["user_id", ({ fn }) => fn.min("valid_from").as("first")])
    .where("user_id", "is not", null)
    .groupBy("user_id")
    .orderBy("first")
    .orderBy("user_id")
    .execute();
  const firsts = new Map(rated.map(({ user_id: id, first }) => [id!, first]));
  const current = members.map(({ id, name }) => ({ userId: id, name, ratedFrom: firsts.get(id) ?? null }));
  const isMember = new Set(members.map(({ id }) => id));
  const former = [...firsts].filter(([id]) => !isMember.has(id));
  return [...current, ...former.map(([userId, ratedFrom]) => ({ userId, name: null, ratedFrom }))];
}
