import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "#app/doors.server.ts";
import { AppError } from "#app/errors.ts";
import { asIssuer } from "#app/http/issuer-door.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { makeStatusList } from "#app/services/verification.server.ts";

/** The signed status list of withdrawn (`revocation`) or replaced (`superseded`) reports, as of now. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => {
    const { purpose } = params;
    if (purpose !== "revocation" && purpose !== "superseded") throw new AppError("not_found");
    const list = await makeStatusList(tx, keys, env().publicUrl, purpose, new Date());
    return publicText(list, "application/vc+ld+json", 60);
  });
