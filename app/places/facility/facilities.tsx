import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { Button } from "#app/kit/button.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { getOrganization } from "#app/organization/organization.server.ts";
import { facilities } from "./facilities.list.server.ts";
import { addFacility, listFacilities } from "./facility.server.ts";
import { FacilityFields } from "./facility-fields.tsx";
import { FacilitiesActions, listFaults, resolveGridRegion } from "./facility-form.ts";
import { listPlaces } from "./grid-region.ts";
import { listGridRegions } from "./grid-regions.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.facility.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(facilities, routed, async (tx, { scope: { organizationId }, actor }) => ({
    organizationId,
    count: (await listFacilities(tx, organizationId)).length,
    places: listPlaces(await listGridRegions(tx), localeOf(routed.request)),
    isEquityShare: (await getOrganization(tx, organizationId)).consolidationApproach === "equity_share",
    mayEdit: offers(FacilitiesActions, actor).save,
  }));

export const action = organizationAction(FacilitiesActions, {
  save: async (tx, { actor, value }) => {
    const resolved = resolveGridRegion(value, await listGridRegions(tx));
    if (!resolved.ok) return refuse({ gridRegion: resolved.fault });
    await addFacility(tx, actor, resolved.value);
    return `/organizations/${actor.organizationId}/facilities`;
  },
});

export default function Facilities() {
  const { list, organizationId, count, places, isEquityShare, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { typed = {}, errors = {} } = answer ?? {};
  const { facility: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      <BoundaryTabs organizationId={organizationId} current="facilities" />
      <ListBody list={list} start={!mayEdit && t.readOnly} />
      {mayEdit && (
        <div className="mt-12 max-w-192">
          <Section title={t.addTitle}>
            {/* A changed number of facilities resets the form. */}
            <Form method="post" key={count} className="mt-4 space-y-5">
              <FormErrors errors={listFaults(t, errors)} />
              <FacilityFields
                values={{ consolidationShare: "1", ...typed, gridRegion: typed.gridRegion || undefined }}
                errors={errors}
                places={places}
                isEquityShare={isEquityShare}
              />
              <Button>{t.add}</Button>
            </Form>
          </Section>
        </div>
      )}
    </PageBody>
  );
}
