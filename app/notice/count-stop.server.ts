import { limitStep } from "#app/access/session.server.ts";
import { AppError } from "#app/encoding/errors.ts";

/** Counts a use of a link that ends a daily summary. Call it outside of any transaction. @throws AppError `rate_limited` */
export async function countStop(clientAddress: string, token: string): Promise<void> {
  const retryAfterSeconds = await limitStep("watch-link", clientAddress, token);
  if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
}
