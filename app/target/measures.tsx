import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { measures } from "./measures.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.target.measuresTitle);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(measures, routed, async (_tx, { actor }) => ({ organizationId: actor.organizationId }));

export default function Measures() {
  const { list, organizationId } = useLoaderData<typeof loader>();
  const { target: t } = useMessages();
  return (
    <ListPage list={list} actions={<ButtonLink to={`/organizations/${organizationId}/targets`}>{t.title}</ButtonLink>}>
      <p className="mb-6 text-14 text-muted">{t.measuresAbout}</p>
    </ListPage>
  );
}
