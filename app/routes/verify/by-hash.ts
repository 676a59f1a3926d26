import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { answerErrors, asPublic } from "#app/http/actor.server.ts";
import { limitLookUp } from "#app/http/look-up-limit.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { findByHashPrefix } from "#app/services/verification.server.ts";

/** A short prefix finds candidates without telling which file is being checked; a long one would walk the register. */
const PREFIX = /^[0-9a-f]{8}$/;

/** Reports whose file or data package has a hash that begins with these eight digits; the reader's browser compares the rest. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await answerErrors(request, () => limitLookUp(context.clientAddress));
  return asPublic(request, async (tx) => {
    if (!PREFIX.test(params.prefix ?? "")) throw new AppError("not_found");
    return publicText(JSON.stringify(await findByHashPrefix(tx, params.prefix!)), "application/json", 30);
  });
};
