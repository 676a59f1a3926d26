import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { inventoryOf } from "./load-activities.server.ts";
import { loadPiece } from "./load-records.server.ts";

/** Loads the records of the activity page in parts after the page itself. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const search = new URL(request.url).searchParams;
    const inventory = await inventoryOf(tx, organizationId, search);
    if (!inventory) throw new AppError("not_found");
    return Response.json(await loadPiece(tx, { organizationId, inventory, search, locale: localeOf(request) }));
  });
