import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { getContractCopy } from "./contract-copy.server.ts";
import { serveContractCopy } from "./serve-contract-copy.server.ts";

/** For the seller. Clients use `client-contract-copy.ts`. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { tenantId } = await requireTenantActor(request, params, "workspace.view");
    const copy = await asTenant(request, params, "workspace.view", (tx) =>
      getContractCopy(tx, requireId(params.orderId), requireId(params.copyId)),
    );
    return serveContractCopy(request, tenantId, copy, "seller");
  });
