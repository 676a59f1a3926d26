import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { getJob } from "./job.server.ts";

/** How far a piece of long work is; pages ask while it runs. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", (tx, actor) =>
    getJob(tx, actor.organizationId, requireId(params.jobId)),
  );
