import { AppError } from "#app/encoding/errors.ts";
import { limitStep, MOST_THOUSANDS } from "./session.server.ts";

/**
 * Counts a look-up of a report by number or hash; call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller who asks more often than a reader would, known number or not
 */
export function limitLookUp(clientAddress: string): Promise<void> {
  return limitPublic("look-up", clientAddress);
}

/**
 * Counts a search of the factor library, or a look into it; call it first, outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller who asks more often than one types
 */
export function limitSearch(clientAddress: string): Promise<void> {
  return limitPublic("search", clientAddress);
}

/**
 * Counts a list of look-ups by its rows; call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller who asks for more rows than a buyer has suppliers
 */
export function limitLookUpList(clientAddress: string, rows: number): Promise<void> {
  return limitPublic("look-up-list", clientAddress, rows);
}

/**
 * Counts a file of factors by its rows; call it outside of any transaction, before a row is written.
 *
 * @throws AppError `rate_limited` for a caller who takes the library again and again
 */
export function limitFactorFile(clientAddress: string, rows: number): Promise<void> {
  return limitPublic("factor-file", clientAddress, rows);
}

/**
 * Counts a file of a whole public list by the thousands of rows that it begins; call it outside of any transaction. One
 * longer than all that a caller may have is had alone.
 *
 * @throws AppError `rate_limited` for a caller who takes such files again and again
 */
export function limitListFile(clientAddress: string, rows: number): Promise<void> {
  return limitPublic("list-file", clientAddress, Math.min(1 + Math.floor(rows / 1000), MOST_THOUSANDS));
}

async function limitPublic(step: Parameters<typeof limitStep>[0], clientAddress: string, count = 1): Promise<void> {
  const retryAfterSeconds = await limitStep(step, clientAddress, undefined, count);
  if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
}
