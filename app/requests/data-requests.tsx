import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { dataRequests } from "./data-requests.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.dataRequest.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(dataRequests, routed, async (_, { scope: { organizationId }, actor }) => ({
    organizationId,
    mayAsk: actor.may("requests.write"),
  }));

export default function DataRequests() {
  const { list, organizationId, mayAsk } = useLoaderData<typeof loader>();
  const { dataRequest: t } = useMessages();
  return (
    <ListPage
      list={list}
      actions={
        mayAsk && (
          <ButtonLink to={`/organizations/${organizationId}/data-requests/new-factor`}>{t.factor.ask}</ButtonLink>
        )
      }
    />
  );
}
