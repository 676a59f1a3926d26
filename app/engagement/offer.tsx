import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { createTenant, listTenantsOfUser } from "#app/access/membership.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { hasRight } from "#app/access/role.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { personAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { acceptEngagement, findEngagementOffer } from "./engagement-offer.server.ts";
import { OfferPage } from "./offer-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.held.title);
export const headers = () => new Headers(LINK_HEADERS);

/** Shows an offer to the account with the address that it was sent to. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const user = await requireUser(request);
    const waitSeconds = await limitStep("invitation", context.clientAddress);
    if (waitSeconds) throw new AppError("rate_limited", { details: { retryAfterSeconds: waitSeconds } });
    return (await doors()).withSystem(async (tx) => {
      const offer = await findEngagementOffer(tx, params.token ?? "");
      if (!offer) return data({ offer: null, email: user.email, tenants: [] }, { status: 404 });
      const tenants = (await listTenantsOfUser(tx, user.userId))
        .filter((tenant) => tenant.id !== offer.tenantId && hasRight(tenant, "workspace.manage"))
        .map(({ id, name }) => ({ id, name }));
      const shown = omit(offer, "engagementId", "tenantId", "organizationId");
      return data({ offer: shown, email: user.email, tenants });
    });
  });

const OfferActions = defineActions({
  accept: {
    right: "workspace.start",
    schema: z.object({
      tenant: z.string({ error: "tenant" }).min(1, { error: "tenant" }),
      tenantName: z.string().max(200, { error: "tenant_name" }).default(""),
    }),
  },
});

export const action = personAction(OfferActions, {
  accept: {
    outside: async ({ actor, params, clientAddress, value: { tenant, tenantName } }) => {
      const { userId, email } = actor;
      const waitSeconds = await limitStep("invitation", clientAddress, userId);
      if (waitSeconds) return refuseForNow(waitSeconds);
      if (tenant === "new" && tenantName === "") return refuse({ tenantName: "tenant_name" });
      const consultancyId = await (await doors()).withSystem(async (tx) => {
        const id =
          tenant === "new"
            ? await createTenant(tx, { name: tenantName, kind: "consultancy", userId })
            : requireId(tenant);
        const offer = await acceptEngagement(tx, { token: params.token ?? "", email, userId, consultancyId: id });
        // Checked last, so that only managers learn of a lapsed plan. An error rolls everything back.
        await refuseLapsed(tx, offer.tenantId, { asking: "guest" });
        await refuseLapsed(tx, id);
        return id;
      });
      return `/tenants/${consultancyId}/engagements`;
    },
  },
});

export default function Offer() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OfferPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
