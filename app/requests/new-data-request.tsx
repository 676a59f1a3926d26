import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { rememberLink } from "#app/access/shown-link.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { makeDataRequest } from "./data-request.server.ts";
import { itemsOf, monthsOf, NewDataRequestForm } from "./data-request-form.ts";
import { loadNewRequest } from "./load-new-request.server.ts";
import { NewDataRequestPage } from "./new-data-request-page.tsx";
import { sendDataRequestLetter } from "./send-letter.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.dataRequest.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "requests.write", (tx, { organizationId }) =>
    loadNewRequest(tx, organizationId, new URL(request.url).searchParams, localeOf(request)),
  );

const NewDataRequestActions = defineActions({ make: { right: "requests.write", schema: NewDataRequestForm } });

/** Creates the request, sends its link and shows the link once. */
export const action = organizationAction(NewDataRequestActions, {
  make: {
    outside: async ({ actor, request, clientAddress, value }) => {
      const { inventoryId, recipientName, recipientEmail, locale, message, expires, ...fields } = value;
      if (await limitStep("data-request-mail", clientAddress, actor.userId)) {
        return refuse({ form: "rate_limited" }, 429);
      }
      const input = { recipientName, recipientEmail, locale, message, expiresAt: expires };
      const user = await requireUser(request);
      const made = await inTenant(actor, async (tx) => {
        const result = await makeDataRequest(tx, actor, {
          ...input,
          inventoryId: requireId(inventoryId),
          months: monthsOf(fields),
          items: itemsOf(fields),
        });
        if (!result.ok) return result;
        const organization = (await getOrganization(tx, actor.organizationId)).name;
        const { token } = result;
        await sendDataRequestLetter(tx, { kind: "dataRequest", token, ...input, asker: user.name, organization });
        return result;
      });
      if (!made.ok) return refuse({ [FIELDS[made.fault]]: made.fault });
      const page = `/organizations/${actor.organizationId}/data-requests/${made.id}`;
      return redirect(`${page}?done=sent`, { headers: rememberLink(page, made.token) });
    },
  },
});

/** The field at which an error is shown. */
const FIELDS = {
  sources: "sources",
  unit: "sources",
  source_ambiguous: "sources",
  too_many: "months",
  months: "months",
  expiry: "expires",
} as const;

export default function NewDataRequest() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <NewDataRequestPage {...loaded} answer={answer ?? null} />;
}
