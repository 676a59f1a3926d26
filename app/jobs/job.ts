import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { getJob } from "./job.server.ts";

/** The progress of a job. Pages poll this while it runs. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", (tx, actor) =>
    getJob(tx, actor.organizationId, requireId(params.jobId)),
  );
