import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { FactorValueText } from "#app/kit/factor-value-text.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ownFactors } from "./own-factors.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ownFactor.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(ownFactors, routed, async (_, { scope: { organizationId } }, rows) => ({
    organizationId,
    values: Object.fromEntries(rows.map(({ key, view }) => [key, view.value])),
  }));

export default function OwnFactors() {
  const { list, organizationId, values } = useLoaderData<typeof loader>();
  const { ownFactor: t } = useMessages();
  const figureOf = (factorId: string) => {
    const value = values[factorId];
    return value && <FactorValueText value={value} />;
  };
  const versions = (
    <ButtonLink to={`/organizations/${organizationId}/own-factors/versions`}>{t.everyVersion.title}</ButtonLink>
  );
  return (
    <ListPage list={list} actions={versions} cells={{ value: figureOf }}>
      <BoundaryTabs organizationId={organizationId} current="own" />
    </ListPage>
  );
}
