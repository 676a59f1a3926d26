import { AppError } from "#app/errors.ts";
import { limitStep } from "./session.server.ts";

/**
 * Counts a look-up of a report by number or hash; call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller who asks more often than a reader would, known number or not
 */
export async function limitLookUp(clientAddress: string): Promise<void> {
  const retryAfterSeconds = await limitStep("look-up", clientAddress);
  if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
}

/**
 * Counts a list of look-ups by its rows; call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller who asks for more rows than a buyer has suppliers
 */
export async function limitLookUpList(clientAddress: string, rows: number): Promise<void> {
  const retryAfterSeconds = await limitStep("look-up-list", clientAddress, undefined, rows);
  if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
}
