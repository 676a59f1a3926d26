import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { targets } from "./targets.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.target.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(targets, routed, async (_tx, { actor }) => ({ organizationId: actor.organizationId }));

export default function Targets() {
  const { list, organizationId } = useLoaderData<typeof loader>();
  const { target: t } = useMessages();
  return (
    <ListPage
      list={list}
      actions={<ButtonLink to={`/organizations/${organizationId}/targets/measures`}>{t.allMeasures}</ButtonLink>}
    >
      <p className="mb-6 text-14 font-medium">{t.notValidated}</p>
    </ListPage>
  );
}
