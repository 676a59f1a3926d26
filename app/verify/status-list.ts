import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { asIssuer } from "#app/log/keys/issuer-door.server.ts";
import { makeStatusList } from "#app/report/verification.server.ts";

/** The current signed status list of withdrawn (`revocation`) or replaced (`superseded`) reports. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => {
    const { name, list = "1" } = params;
    if (name !== "revocation" && name !== "superseded") throw new AppError("not_found");
    if (params.list !== undefined && !/^([2-9]|[1-9]\d{1,4})$/.test(list)) throw new AppError("not_found");
    const text = await makeStatusList(
      tx,
      { keys, publicUrl: env().publicUrl },
      { name, list: Number(list) },
      new Date(),
    );
    return publicText(text, "application/vc+ld+json", 60);
  });
