import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { basedOnOf } from "#app/kit/based-on.server.ts";
import { seeWhatHolds, useBasedOn } from "#app/kit/based-on.ts";
import { Button } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { HistorySection } from "#app/trail/history-list.tsx";
import { historyOf } from "#app/trail/trail-view.server.ts";
import { changeFacility, getFacility, removeFacility } from "./facility.server.ts";
import { FacilityFields } from "./facility-fields.tsx";
import { FacilityActions, listFaults, resolveGridRegion, shownRegion } from "./facility-form.ts";
import { listPlaces } from "./grid-region.ts";
import { listGridRegions } from "./grid-regions.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.facility.editTitle);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const facility = await getFacility(tx, actor.organizationId, requireId(params.facilityId));
    const regions = await listGridRegions(tx);
    const sources = await listEmissionSources(tx, actor.organizationId);
    const { consolidationApproach } = await getOrganization(tx, actor.organizationId);
    return {
      organizationId: actor.organizationId,
      facility,
      basedOn: basedOnOf(facility),
      sourceCount: sources.filter(({ facilityId }) => facilityId === facility.id).length,
      places: listPlaces(regions, localeOf(request)),
      shownRegion: shownRegion(
        facility.gridRegion,
        regions.map(({ code }) => code),
      ),
      isEquityShare: consolidationApproach === "equity_share",
      history: await historyOf(
        tx,
        actor.organizationId,
        { subject: "facility", subjectId: facility.id },
        localeOf(request),
      ),
      maySeeTrail: actor.may("trail.view"),
      mayEdit: offers(FacilityActions, actor).save,
    };
  });

export const action = organizationAction(FacilityActions, {
  save: async (tx, { actor, params, value }) => {
    const id = requireId(params.facilityId);
    const before = await getFacility(tx, actor.organizationId, id);
    const resolved = resolveGridRegion(value, await listGridRegions(tx), before);
    if (!resolved.ok) return refuse({ gridRegion: resolved.fault });
    await changeFacility(tx, actor, { id, basedOn: value.basedOn }, resolved.value);
    return `/organizations/${actor.organizationId}/facilities`;
  },
  remove: async (tx, { actor, params }) => {
    await removeFacility(tx, actor, requireId(params.facilityId));
    return `/organizations/${actor.organizationId}/facilities`;
  },
});

export default function EditFacility() {
  const { organizationId, facility, sourceCount, places, isEquityShare, mayEdit, history, maySeeTrail, ...page } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const basedOn = useBasedOn(page.basedOn);
  const errors = answer?.errors ?? {};
  const { facility: t, common } = useMessages();
  const locale = useLocale();
  const name = localName(facility.name, locale);
  const values = {
    nameEn: facility.name.en,
    nameZh: facility.name.zh,
    country: facility.country,
    subdivision: facility.subdivision,
    gridRegion: page.shownRegion,
    consolidationShare: facility.consolidationShare,
    ...answer?.typed,
  };
  return (
    <PageBody>
      <PageHeader
        title={name}
        about={mayEdit ? undefined : t.readOnly}
        crumbs={[{ to: `/organizations/${organizationId}/facilities`, label: t.title }]}
      />
      <div className="max-w-192 space-y-8">
        <Form method="post" key={facility.id}>
          <fieldset disabled={!mayEdit} className="space-y-5">
            <FormErrors errors={listFaults(t, errors)} />
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="basedOn" value={basedOn} />
            <FacilityFields values={values} errors={errors} places={places} isEquityShare={isEquityShare} />
            {mayEdit && <Button>{t.save}</Button>}
          </fieldset>
        </Form>
        {mayEdit && (
          <div className="border-t border-line pt-6">
            {sourceCount > 0 ? (
              <p className="text-14 text-muted">{t.removeRefused(sourceCount)}</p>
            ) : (
              <Form method="post" className="flex justify-end">
                <ConfirmAction label={common.remove} lost={name}>
                  <input type="hidden" name="intent" value="remove" />
                </ConfirmAction>
              </Form>
            )}
          </div>
        )}
        <HistorySection
          events={history}
          trailHref={maySeeTrail ? `/organizations/${organizationId}/audit-trail?about=${facility.id}` : undefined}
        />
      </div>
    </PageBody>
  );
}
