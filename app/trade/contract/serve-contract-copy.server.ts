import { AppError } from "#app/encoding/errors.ts";
import { serveStoredFile } from "#app/files/serve-stored-file.server.ts";
import type { ContractSide } from "#db/order-schema.ts";
import type { ContractCopy } from "./contract-copy.server.ts";
import { isOpen } from "./contract-view.server.ts";

/** The file of a copy. A side gets its own uploads as they were. @throws AppError `not_found` */
export async function serveContractCopy(
  request: Request,
  tenantId: string,
  copy: ContractCopy,
  reader: ContractSide,
): Promise<Response> {
  if (!isOpen(copy, reader)) throw new AppError("not_found");
  const to = reader === "seller" || copy.side === reader ? "member" : "outsider";
  return serveStoredFile(request, tenantId, copy, { as: "attachment", to });
}
