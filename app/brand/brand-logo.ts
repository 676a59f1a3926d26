import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getBrand, getLogo } from "./brand.server.ts";

/** The current logo. Users uploaded it, so its type is the detected one, and browsers must not run anything in it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { logo } = await getBrand(tx, actor.organizationId);
    if (!logo) throw new AppError("not_found");
    const { bytes, mediaType } = await getLogo(tx, actor.organizationId, logo.sha256);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": mediaType,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
      },
    });
  });
