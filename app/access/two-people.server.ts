import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/** The acts of two people. The database function `roles_of_act` defines who may perform them. */
export type TwoPersonAct =
  | "bank_account"
  | "release"
  | "withdrawal"
  | "receipt"
  | "refund"
  | "own_factor"
  | "activity"
  | "deletion";

export interface Proposal {
  act: TwoPersonAct;
  /** The author of the proposal. */
  proposer: string;
  proposedAt: Date;
  /** Null for the whole workspace. */
  organizationId: string | null;
}

/**
 * From when a person may decide about a proposal, according to the database: both must have had their permission for 72
 * hours. ISO 8601, null if they may decide now.
 */
export async function decidableFrom(tx: TenantTx, proposal: Proposal, decider: string): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select two_people_from((select id from tenant), ${proposal.act}, ${proposal.proposer},
      ${proposal.proposedAt.toISOString()}::timestamptz, ${decider}, ${proposal.organizationId}::uuid) as at`.execute(
    tx,
  );
  return rows[0]!.at?.toISOString() ?? null;
}

/** The same for several proposals, by their ids. Without those about which the person may decide now. */
export async function listDecidableFrom(
  tx: TenantTx,
  proposals: readonly (Proposal & { id: string })[],
  decider: string,
): Promise<Record<string, string>> {
  const waits: Record<string, string> = {};
  for (const proposal of proposals) {
    const at = await decidableFrom(tx, proposal, decider);
    if (at) waits[proposal.id] = at;
  }
  return waits;
}

/**
 * Whether no other person could decide. People count after the waiting period, and for as long again after they left.
 */
export async function managesAlone(tx: TenantTx, authorId: string): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>`
    select manages_alone((select id from tenant), ${(await personOf(tx, authorId)) ?? ""}) as alone`.execute(tx);
  return rows[0]!.alone;
}

/** The person behind an author. Null for one who left or acts without an account. */
export async function personOf(tx: TenantTx, authorId: string): Promise<string | null> {
  const row = await tx.selectFrom("author").select("person_id").where("id", "=", authorId).executeTakeFirst();
  return row?.person_id ?? null;
}

/** The error of the database if the permission of one of two people is too new. Null for every other error. */
export function asRightWait(error: unknown): AppError | null {
  const { code, detail } = (error ?? {}) as { code?: unknown; detail?: unknown };
  return code === "TT007"
    ? new AppError("conflict", { cause: error, details: { reason: "right_waits", from: detail } })
    : null;
}
