import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Actor } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { listMembers } from "#app/access/membership.server.ts";
import { hasRight } from "#app/access/role.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { isListEmpty, ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { sources } from "./sources.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.facility.sources.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(sources, routed, async (tx, { actor }) => ({
    organizationId: actor.organizationId,
    hasFacilities: (await listFacilities(tx, actor.organizationId)).length > 0,
    mayEdit: actor.may("sources.write"),
    packages: await packagesFor(tx, actor),
  }));

type Tx = Parameters<typeof listMembers>[0];

/** Where the user's packages are: in the tenant, or in the consultancy for which they act. */
async function packagesFor(tx: Tx, { userId, tenantId, organizationId, acting }: Actor): Promise<string | null> {
  const address = (id: string) => `/tenants/${id}/packages?client=${organizationId}`;
  if (acting) return address(acting.consultancyId);
  const members = await listMembers(tx, organizationId);
  const whole = members.find((member) => member.userId === userId && member.organizationId === null);
  return whole && hasRight(whole, "trade.sell") ? address(tenantId) : null;
}

export default function Sources() {
  const { list, organizationId, hasFacilities, mayEdit, packages } = useLoaderData<typeof loader>();
  const words = useMessages();
  const { facility } = words;
  const t = facility.sources;
  const base = `/organizations/${organizationId}`;
  const apply = packages && hasFacilities && (
    <ButtonLink to={packages} icon="copy">
      {t.applyPackage}
    </ButtonLink>
  );
  const upstream = <ButtonLink to={`${base}/activities/category-3`}>{words.upstream.title}</ButtonLink>;
  const add = (
    <ButtonLink to={hasFacilities ? `${base}/sources/new` : `${base}/facilities`} variant="primary">
      {hasFacilities ? t.add : facility.add}
    </ButtonLink>
  );
  const start = mayEdit ? (
    <>
      {!hasFacilities && <p className="w-full text-14 text-muted">{t.needFacility}</p>}
      {add}
      {apply}
    </>
  ) : (
    facility.readOnly
  );
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            {mayEdit && !isListEmpty(list) && upstream}
            {mayEdit && !isListEmpty(list) && apply}
            {mayEdit && !isListEmpty(list) && add}
          </>
        }
      />
      <BoundaryTabs organizationId={organizationId} current="sources" />
      <ListBody list={list} start={start} />
    </PageBody>
  );
}
