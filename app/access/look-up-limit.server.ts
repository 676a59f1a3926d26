import { AppError } from "#app/encoding/errors.ts";
import { limitStep, MOST_THOUSANDS } from "./session.server.ts";

/**
 * Counts a lookup of a report by number or hash. Call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller with more lookups than a person makes, whether the number is known or
 * not
 */
export function limitLookUp(clientAddress: string): Promise<void> {
  return limitPublic("look-up", clientAddress);
}

/**
 * Counts a search of the factor library, or an opened factor. Call it first, outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller with more searches than a person can type
 */
export function limitSearch(clientAddress: string): Promise<void> {
  return limitPublic("search", clientAddress);
}

/**
 * Counts a list of lookups by its rows. Call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a caller with more rows than a customer has suppliers
 */
export function limitLookUpList(clientAddress: string, rows: number): Promise<void> {
  return limitPublic("look-up-list", clientAddress, { count: rows });
}

/**
 * Counts a file of factors by its rows. Call it outside of any transaction, before a row is written.
 *
 * @throws AppError `rate_limited` for a caller who downloads the library repeatedly
 */
export function limitFactorFile(clientAddress: string, rows: number): Promise<void> {
  return limitPublic("factor-file", clientAddress, { count: rows });
}

/**
 * Counts a file of a full public list by started thousands of rows. Call it outside of any transaction. A file above
 * the limit is allowed as the only one.
 *
 * @throws AppError `rate_limited` for a caller who downloads such files repeatedly
 */
export function limitListFile(clientAddress: string, rows: number): Promise<void> {
  return limitPublic("list-file", clientAddress, { count: Math.min(1 + Math.floor(rows / 1000), MOST_THOUSANDS) });
}

/**
 * Counts an export of everything stored about a person. Call it outside of any transaction.
 *
 * @throws AppError `rate_limited` for a person who downloads it repeatedly
 */
export function limitOwnData(clientAddress: string, userId: string): Promise<void> {
  return limitPublic("own-data", clientAddress, { subject: userId });
}

async function limitPublic(
  step: Parameters<typeof limitStep>[0],
  clientAddress: string,
  { subject, count = 1 }: { subject?: string; count?: number } = {},
): Promise<void> {
  const retryAfterSeconds = await limitStep(step, clientAddress, subject, count);
  if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
}
