import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { answerEvidence } from "./evidence-pack.server.ts";
import { getExportDetail } from "./export-detail.server.ts";

/** The evidence of one export as an archive. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const invoiceId = requireId(params.invoiceId);
    const { withTenant } = await doors();
    const { exported } = await withTenant(actor, (tx) => getExportDetail(tx, invoiceId));
    const asked = { author: actor, exports: [exported], lists: [], now: new Date() };
    return answerEvidence(asked, `export-evidence-${exported.number}`);
  });
