import { createHash } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface RepeatableRequest {
  tenantId: string;
  apiKeyId: string;
  /** The client's own name for it. */
  key: string;
  /** The content of the request. The same key with different content is rejected. */
  content: string;
}

export const KEPT_HOURS = 24;
/** A request is rarely still running when its repetition arrives. */
const RETRY_SECONDS = 1;

/**
 * Does the work once per key. The response is stored in the transaction of the effect, so neither exists without the
 * other, and a repetition within a day gets the same response. Errors are not kept, because they changed nothing.
 *
 * @throws AppError `conflict` with reason `request_in_flight` while the first request runs, and `invalid` with reason
 * `idempotency_key_reused` for other content
 */
export async function answerOnce(
  tx: TenantTx,
  request: RepeatableRequest,
  work: () => Promise<KeptAnswer>,
  now = new Date(),
): Promise<KeptAnswer & { isRepeated: boolean }> {
  const { tenantId, apiKeyId, key } = request;
  await lock(tx, request);
  const since = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
  await tx.deleteFrom("idempotency_key").where("created_at", "<", since).execute();
  const hash = createHash("sha256").update(request.content).digest();
  const kept = await tx
    .selectFrom("idempotency_key")
    .selectAll()
    .where("api_key_id", "=", apiKeyId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (kept) {
    if (!hash.equals(kept.request_hash))
      throw new AppError("invalid", { details: { reason: "idempotency_key_reused" } });
    return { status: kept.status, headers: kept.headers ?? {}, body: kept.body, isRepeated: true };
  }
  const answer = await work();
  await tx
    .insertInto("idempotency_key")
    .values({
      tenant_id: tenantId,
      api_key_id: apiKeyId,
      key,
      request_hash: hash,
      status: answer.status,
      headers: JSON.stringify(answer.headers),
      body: answer.body,
      created_at: now,
    })
    .execute();
  return { ...answer, isRepeated: false };
}

/** The lock ends with the transaction, so a crashed process leaves nothing that looks like a running request. */
async function lock(tx: TenantTx, { tenantId, apiKeyId, key }: RepeatableRequest): Promise<void> {
  const name = `idempotency:${tenantId}:${apiKeyId}:${key}`;
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx);
  if (rows[0]?.free !== true) {
    throw new AppError("conflict", { details: { reason: "request_in_flight", retryAfterSeconds: RETRY_SECONDS } });
  }
}
