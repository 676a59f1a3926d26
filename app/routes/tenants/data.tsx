import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AppError } from "#app/errors.ts";
import { answerErrors, asTenant, EVEN_LAPSED } from "#app/http/actor.server.ts";
import { parseForm } from "#app/http/form.ts";
import { NO_LONGER_AUTHORISED } from "#app/services/standing.server.ts";
import {
  askForExport,
  cancelExport,
  EXPORT_CANCELLED,
  isAtWork,
  readExports,
} from "#app/services/tenant-export.server.ts";
import { titleIn } from "#app/ui/page-title.ts";
import type { ExportState } from "#app/ui/tenant-data/export-section.tsx";
import { TenantDataPage } from "#app/ui/tenant-data/tenant-data-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.tenantData.title);

/** What may be done with everything that a workspace holds. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "manage", async (tx, actor) => {
    const { job, ready } = await readExports(tx);
    return { base: `/tenants/${actor.tenantId}/data`, state: stateOf(job), job, ready };
  });

function stateOf(job: Awaited<ReturnType<typeof readExports>>["job"]): ExportState {
  if (job === null) return "none";
  if (isAtWork(job)) return job.state === "queued" ? "queued" : "running";
  if (job.failure === EXPORT_CANCELLED) return "cancelled";
  return job.failure === NO_LONGER_AUTHORISED ? "unauthorised" : "failed";
}

const Form = z.object({ intent: z.enum(["export", "cancel-export"]) });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, Form);
    return asTenant(
      request,
      params,
      "manage",
      async (tx, actor) => {
        if (!form.ok) throw new AppError("invalid");
        const fault = form.value.intent === "export" ? await askForExport(tx, actor) : await cancelExport(tx, actor);
        if (fault) return data({ fault }, { status: 422 });
        throw redirect(`/tenants/${actor.tenantId}/data`);
      },
      EVEN_LAPSED,
    );
  });

export default function TenantData() {
  const page = useLoaderData<typeof loader>();
  return <TenantDataPage {...page} fault={useActionData<typeof action>()?.fault ?? null} />;
}
