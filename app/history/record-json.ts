import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { loadRecordStory } from "./record-events.server.ts";

/** The history of a record as JSON, for the panel of the sheet. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) =>
    Response.json(await loadRecordStory(tx, organizationId, requireId(params.recordId), localeOf(request))),
  );
