import { isPhoto } from "#app/files/photo/strip-photo.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ContractSide } from "#db/order-schema.ts";
import { type ContractCopy, listContractCopies } from "./contract-copy.server.ts";
import { type ContractView, MOST_OF_A_SIDE } from "./contract-copy.ts";

/** The copies of an order's contract, for one side. The client doesn't see names of the seller's people. */
export async function viewContract(tx: TenantTx, orderId: string, reader: ContractSide): Promise<ContractView> {
  const copies = await listContractCopies(tx, orderId);
  return {
    reader,
    isFull: copies.filter(({ side }) => side === reader).length >= MOST_OF_A_SIDE,
    copies: copies.map((copy) => ({
      id: copy.id,
      number: copy.number,
      name: copy.name,
      size: copy.size,
      sha256: isUnchanged(copy, reader) ? copy.sha256 : null,
      side: copy.side,
      signedBy: copy.signedBy,
      at: copy.at.toISOString(),
      authorName: reader === "seller" ? copy.authorName : null,
      isOpen: isOpen(copy, reader),
      withdrawal: copy.withdrawal && { reason: copy.withdrawal.reason, at: copy.withdrawal.at.toISOString() },
    })),
  };
}

/** Photos of the seller reach the client without metadata, so their bytes differ. */
function isUnchanged({ side, kind }: ContractCopy, reader: ContractSide): boolean {
  return reader === "seller" || side === reader || !isPhoto(kind);
}

/** A withdrawn copy is among the seller's records, and the client can't open it any more. */
export function isOpen({ withdrawal }: ContractCopy, reader: ContractSide): boolean {
  return reader === "seller" || withdrawal === null;
}
