import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { asOperator } from "#app/access/plan-operator.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { serveTradeDocument } from "#app/trade/document/serve-document.server.ts";
import { getPlanOrder } from "./plan-order-list.server.ts";

/** The invoice of an order or of one of its paid years, from the operator's series. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const invoiceId = requireId(params.invoiceId);
    const known = { planOrderId: requireId(params.planOrderId), buyerTenantId: actor.tenantId };
    const { withSystem } = await doors();
    const operator = await withSystem((tx) =>
      asOperator(tx, actor, async (inside, author) => {
        const order = await getPlanOrder(inside, known, new Date());
        const own = [order.invoice?.id, ...order.periods.map((period) => period.invoiceId)];
        if (!own.includes(invoiceId)) throw new AppError("not_found");
        return author;
      }),
    );
    return serveTradeDocument({ ...operator, source: "page" }, { kind: "invoice", id: invoiceId });
  });
