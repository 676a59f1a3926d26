import { AppError } from "#app/encoding/errors.ts";
import type { StoredFile } from "#app/evidence/store-files.server.ts";
import { getOrder } from "#app/trade/order/order-list.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ContractSide, ContractSigner } from "#db/order-schema.ts";
import { COPY_KINDS, type CopyFault, whatRefusesCopy } from "./contract-copy.ts";

/** An uploaded copy of a contract that its uploader states to be signed or stamped. */
export interface ContractCopy extends StoredFile {
  number: number;
  side: ContractSide;
  signedBy: ContractSigner;
  at: Date;
  authorName: string | null;
  withdrawal: { reason: string; at: Date; authorName: string | null } | null;
}

/** Every copy of an order, newest first, also those that were withdrawn. */
export async function listContractCopies(tx: TenantTx, orderId: string): Promise<ContractCopy[]> {
  const rows = await tx
    .selectFrom("contract_copy as c")
    .leftJoin("author as a", "a.id", "c.created_by")
    .leftJoin("contract_copy_withdrawal as w", "w.copy_id", "c.id")
    .leftJoin("author as b", "b.id", "w.created_by")
    .select(["c.id", "c.number", "c.side", "c.signers", "c.sha256", "c.byte_size", "c.kind", "c.name", "c.scan"])
    .select(["c.created_at", "a.name as author_name", "w.reason", "w.created_at as withdrawn_at"])
    .select("b.name as withdrawn_by")
    .where("c.order_id", "=", orderId)
    .orderBy("c.number", "desc")
    .execute();
  return rows.map(({ signers, byte_size, created_at, author_name, reason, withdrawn_at, withdrawn_by, ...row }) => ({
    ...row,
    signedBy: signers,
    size: byte_size,
    at: created_at,
    authorName: author_name,
    withdrawal: reason && withdrawn_at ? { reason, at: withdrawn_at, authorName: withdrawn_by } : null,
  }));
}

/** @throws AppError `not_found`, also for a copy of another order */
export async function getContractCopy(tx: TenantTx, orderId: string, copyId: string): Promise<ContractCopy> {
  const copy = (await listContractCopies(tx, orderId)).find(({ id }) => id === copyId);
  if (!copy) throw new AppError("not_found");
  return copy;
}

interface NewCopy {
  orderId: string;
  side: ContractSide;
  signedBy: ContractSigner;
  file: StoredFile;
}

/**
 * Adds a stored file as a copy of an order's contract.
 *
 * @throws RefusedCopy, so that the caller removes the bytes; AppError `not_found`
 */
export async function addContractCopy(
  tx: TenantTx,
  author: ChangeAuthor,
  { orderId, side, signedBy, file }: NewCopy,
): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, orderId);
  const copies = await listContractCopies(tx, orderId);
  const facts = copies.map((one) => ({ ...one, isWithdrawn: one.withdrawal !== null }));
  const fault = whatRefusesCopy(facts, { side, sha256: file.sha256 }, await findPrinted(tx, orderId));
  if (fault) throw new RefusedCopy(fault);
  const kind = COPY_KINDS.find((one) => one === file.kind);
  if (!kind) throw new Error(`${file.kind} is no type of a contract`);
  const number = copies.length + 1;
  await tx
    .insertInto("contract_copy")
    .values({
      tenant_id: author.tenantId,
      id: file.id,
      order_id: orderId,
      number,
      side,
      signers: signedBy,
      sha256: file.sha256,
      byte_size: file.size,
      kind,
      name: file.name,
      scan: file.scan,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: side === "client" ? "order.copy_received" : "order.copy_added",
    subject: "trade_order",
    subjectId: orderId,
    after: {
      number: order.number,
      copy: number,
      fileName: file.name,
      sha256: file.sha256,
      size: file.size,
      kind,
      scan: file.scan,
      signedBy,
    },
  });
}

/** Why a stored file does not become a copy. */
export class RefusedCopy extends Error {
  readonly fault: CopyFault;
  constructor(fault: CopyFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The hash of the contract as printed, if it was. */
async function findPrinted(tx: TenantTx, orderId: string): Promise<string | null> {
  const row = await tx
    .selectFrom("trade_document")
    .select("sha256")
    .where("kind", "=", "contract")
    .where("subject_id", "=", orderId)
    .executeTakeFirst();
  return row?.sha256 ?? null;
}

/**
 * Withdraws a copy of one's own side, with a reason. It stays listed, and the seller can still open it.
 *
 * @returns what prevents it, or null
 * @throws AppError `not_found`, also for a copy of the other side
 */
export async function withdrawContractCopy(
  tx: TenantTx,
  author: ChangeAuthor,
  { orderId, copyId, side, reason }: { orderId: string; copyId: string; side: ContractSide; reason: string },
): Promise<"reason_missing" | "copy_withdrawn" | null> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, orderId);
  const copy = await getContractCopy(tx, orderId, copyId);
  if (copy.side !== side) throw new AppError("not_found");
  if (copy.withdrawal) return "copy_withdrawn";
  if (reason.trim() === "") return "reason_missing";
  await tx
    .insertInto("contract_copy_withdrawal")
    .values({ tenant_id: author.tenantId, copy_id: copyId, reason: reason.trim(), created_by: author.userId })
    .execute();
  await recordChange(tx, author, {
    action: "order.copy_withdrawn",
    subject: "trade_order",
    subjectId: orderId,
    after: {
      number: order.number,
      copy: copy.number,
      fileName: copy.name,
      sha256: copy.sha256,
      reason: reason.trim(),
    },
  });
  return null;
}
