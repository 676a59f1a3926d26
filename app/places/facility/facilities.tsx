import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { BoundaryTabs } from "#app/kit/boundary-tabs.tsx";
import { Button } from "#app/kit/button.tsx";
import { countryName } from "#app/kit/country.ts";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { addFacility, listFacilities } from "./facility.server.ts";
import { FacilityFields } from "./facility-fields.tsx";
import { FacilitiesActions, listFaults, resolveGridRegion } from "./facility-form.ts";
import { findRegionName, listPlaces } from "./grid-region.ts";
import { listGridRegions } from "./grid-regions.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.facility.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const sources = await listEmissionSources(tx, actor.organizationId);
    const facilities = await listFacilities(tx, actor.organizationId);
    const { consolidationApproach } = await getOrganization(tx, actor.organizationId);
    const regions = await listGridRegions(tx);
    const locale = localeOf(request);
    const t = translator(locale).facility;
    return {
      organizationId: actor.organizationId,
      facilities: facilities.map((facility) => ({
        ...facility,
        countryName: countryName(facility.country, locale),
        regionName: findRegionName(facility.gridRegion, regions, locale, t),
        sourceCount: sources.filter(({ facilityId }) => facilityId === facility.id).length,
      })),
      places: listPlaces(regions, locale),
      isEquityShare: consolidationApproach === "equity_share",
      mayEdit: offers(FacilitiesActions, actor).save,
    };
  });

export const action = organizationAction(FacilitiesActions, {
  save: async (tx, { actor, value }) => {
    const resolved = resolveGridRegion(value, await listGridRegions(tx));
    if (!resolved.ok) return refuse({ gridRegion: resolved.fault });
    await addFacility(tx, actor, resolved.value);
    return `/organizations/${actor.organizationId}/facilities`;
  },
});

export default function Facilities() {
  const { organizationId, facilities, places, isEquityShare, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { typed = {}, errors = {} } = answer ?? {};
  const { facility: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <BoundaryTabs organizationId={organizationId} current="facilities" />
      {facilities.length === 0 ? (
        <EmptyState title={t.emptyTitle} reason={mayEdit ? t.emptyReason : t.readOnly} />
      ) : (
        <FacilityTable organizationId={organizationId} facilities={facilities} />
      )}
      {mayEdit && (
        <div className="mt-12 max-w-192">
          <Section title={t.addTitle}>
            {/* A new list of facilities empties the form. */}
            <Form method="post" key={facilities.length} className="mt-4 space-y-5">
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

type LoaderData = ReturnType<typeof useLoaderData<typeof loader>>;

function FacilityTable({ organizationId, facilities }: Pick<LoaderData, "organizationId" | "facilities">) {
  const { facility: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.title}
      rows={facilities}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          head: t.name,
          isRowHead: true,
          cell: ({ id, name, countryName: country, regionName }) => (
            <>
              <Link to={`/organizations/${organizationId}/facilities/${id}`} className="text-link">
                {localName(name, locale)}
              </Link>
              <span className="block text-12 text-muted sm:hidden">
                {[country, regionName].filter(Boolean).join(" · ")}
              </span>
            </>
          ),
        },
        { key: "country", head: t.country, isHiddenOnPhone: true, cell: (facility) => facility.countryName },
        {
          key: "region",
          head: t.gridColumn,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ regionName }) => regionName ?? "–",
        },
        { key: "share", head: t.share, isNumeric: true, cell: ({ consolidationShare }) => consolidationShare },
        { key: "sources", head: t.sourceCount, isNumeric: true, cell: ({ sourceCount }) => String(sourceCount) },
      ]}
    />
  );
}
