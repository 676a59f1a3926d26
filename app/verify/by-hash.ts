import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isSha256Hex } from "#app/encoding/hex.ts";
import { publicText } from "#app/http/public-answer.ts";
import { findByHash } from "#app/report/verification.server.ts";

/** Reports whose file or data package has this hash. Only complete hashes match, so that no one can enumerate the register. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await answerErrors(request, () => limitLookUp(context.clientAddress));
  return asPublic(request, async (tx) => {
    const { sha256 } = params;
    if (!isSha256Hex(sha256)) throw new AppError("not_found");
    return publicText(JSON.stringify(await findByHash(tx, sha256)), "application/json", 30);
  });
};
