import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { type Category, scopeOf } from "#app/carbon/line/scope.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { env } from "#app/environment/env.server.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, EnterSubmits } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { useScripts } from "#app/kit/use-scripts.ts";
import { findAllowedModel } from "#app/model/consent.server.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import {
  addEmissionSource,
  changeEmissionSource,
  type EmissionSource,
  type EmissionSourceInput,
  removeEmissionSource,
} from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { HistorySection } from "#app/trail/history-list.tsx";
import { historyOf } from "#app/trail/trail-view.server.ts";
import { askForFactor, decideMatch } from "./ask-for-factor.server.ts";
import { FactorPicker } from "./factor-picker.tsx";
import { previewSelection } from "./factor-selection.server.ts";
import { SelectionReasons } from "./selection-reasons.tsx";
import { getConfidentiality, stateConfidentiality } from "./source-confidentiality.server.ts";
import { SourceConfidentiality } from "./source-confidentiality-section.tsx";
import { type ResolvedChoice, resolveFactorChoice } from "./source-factor.server.ts";
import { SourceFields, UncertaintyFields } from "./source-fields.tsx";
import { listFaults, SourceActions, type SourceFormValue } from "./source-form.ts";
import { loadSourcePage } from "./source-page.server.ts";

/** The address id of the form for a new source. */
const NEW = "new";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.facility.sources.editTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const id = params.sourceId === NEW ? null : requireId(params.sourceId);
    const address = new URL(request.url).searchParams;
    const page = await loadSourcePage(tx, actor.organizationId, id, { address, locale: localeOf(request) });
    return {
      ...page,
      confidentiality: id === null ? null : await getConfidentiality(tx, id),
      found: await findForYear(tx, actor.organizationId, page),
      organizationId: actor.organizationId,
      inScope: !address.has("q") || address.has("inScope"),
      history: id
        ? await historyOf(tx, actor.organizationId, { subject: "emission_source", subjectId: id }, localeOf(request))
        : [],
      maySeeTrail: actor.may("trail.view"),
      mayEdit: offers(SourceActions, actor).save,
      model: offers(SourceActions, actor).ask ? await findAllowedModel(tx, env().model, "match") : null,
    };
  });

/** The selection for the stored source in the latest inventory's period. */
async function findForYear(
  tx: Parameters<Parameters<typeof asOrganization>[3]>[0],
  organizationId: string,
  { source, facilities }: { source: EmissionSource | null; facilities: Facility[] },
) {
  const inventory = source && (await latestInventory(tx, organizationId));
  const facility = facilities.find(({ id }) => id === source?.facilityId);
  if (!source || !inventory || !facility) return null;
  const { period } = inventory;
  return { period, explanations: await previewSelection(tx, organizationId, { ...source, facility }, period) };
}

export const action = organizationAction(
  SourceActions,
  {
    save: async (tx, { actor, params, value }) => {
      const facility = (await listFacilities(tx, actor.organizationId)).find(({ id }) => id === value.facilityId);
      if (!facility) return refuse({ facilityId: "facility_missing" });
      const resolved = await resolveFactorChoice(tx, {
        organizationId: actor.organizationId,
        facility,
        category: value.category as Category,
        unit: value.unit as UnitCode,
        factor: value.factor,
        useResidual: value.residual !== undefined,
        via: value.via,
      });
      if (!resolved.ok) return refuse({ [resolved.field]: resolved.fault });
      const input = toInput(value, resolved);
      if (params.sourceId === NEW) await addEmissionSource(tx, actor, input);
      else await changeEmissionSource(tx, actor, { id: requireId(params.sourceId), basedOn: value.basedOn }, input);
      await decideMatch(tx, actor, value.suggestion, value.factor);
      return `/organizations/${actor.organizationId}/sources`;
    },
    ask: { outside: askForFactor },
    confidential: async (tx, { actor, params, value }) => {
      const sourceId = requireId(params.sourceId);
      const { basedOn, confidential } = value;
      await stateConfidentiality(tx, actor, { sourceId, basedOn, isConfidential: confidential === "yes" });
      return `/organizations/${actor.organizationId}/sources/${sourceId}#confidentiality`;
    },
    remove: async (tx, { actor, params }) => {
      await removeEmissionSource(tx, actor, requireId(params.sourceId));
      return `/organizations/${actor.organizationId}/sources`;
    },
  },
  // After an error, the form shows the chosen factor and its conversion.
  async (tx, { actor, params, request, typed, errors }) => {
    if (typed.intent !== "save" && typed.intent !== "ask") return { page: null };
    const address = new URLSearchParams({
      q: "",
      ...Object.fromEntries(new URL(request.url).searchParams),
      ...typed,
      ...(errors.form === "stale" && { basedOn: "" }),
    });
    const id = params.sourceId === NEW ? null : requireId(params.sourceId);
    return { page: await loadSourcePage(tx, actor.organizationId, id, { address, locale: localeOf(request) }) };
  },
);

function toInput(value: SourceFormValue, resolved: ResolvedChoice & { ok: true }): EmissionSourceInput {
  const { uncertaintyActivity: activity, uncertaintyFactor: factor } = value;
  const { uncertaintyActivityBasis: activityBasis, uncertaintyFactorBasis: factorBasis } = value;
  return {
    facilityId: value.facilityId,
    nameEn: value.nameEn,
    nameZh: value.nameZh,
    scope: scopeOf(value.category as Category),
    category: value.category,
    unit: value.unit,
    factorSelection: resolved.selection,
    recordsEvery: value.recordsEvery,
    uncertainty:
      activity === ""
        ? null
        : { activity, factor, activityBasis: activityBasis || null, factorBasis: factorBasis || null },
  };
}

export default function EditSource() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const page = { ...loaded, ...answer?.page };
  const { source, organizationId, mayEdit, values } = page;
  const errors = answer?.errors ?? {};
  const { facility, common, model } = useMessages();
  const locale = useLocale();
  const hasScripts = useScripts();
  const t = facility.sources;
  const name = source ? localName(source.name, locale) : t.addTitle;
  return (
    <PageBody>
      <PageHeader
        title={name}
        about={mayEdit ? undefined : facility.readOnly}
        crumbs={[{ to: `/organizations/${organizationId}/sources`, label: t.title }]}
      />
      <div className="max-w-192 space-y-8">
        {/* A search loads a new page, and the form starts with the values it kept. */}
        <Form
          method="post"
          id="source"
          className="group/source"
          key={`${source?.id} ${loaded.words} ${JSON.stringify(loaded.values)}`}
        >
          <fieldset disabled={!mayEdit} className="space-y-10">
            {/* Without JavaScript, Enter searches in every field and never saves. */}
            {hasScripts && <EnterSubmits />}
            <FormErrors errors={listFaults(facility, errors, model.faults)} />
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="basedOn" value={values.basedOn ?? ""} />
            <Section title={t.whatTitle}>
              <SourceFields values={values} errors={errors} facilities={page.facilities} />
            </Section>
            <Section title={t.whichTitle} term={<TermHint term="emission_factor" />}>
              <FactorPicker page={page} values={values} errors={errors} inScope={page.inScope} model={page.model} />
            </Section>
            <Section title={t.uncertaintyTitle} term={<TermHint term="uncertainty" />}>
              <UncertaintyFields values={values} errors={errors} />
            </Section>
            {mayEdit && <Button>{t.save}</Button>}
          </fieldset>
        </Form>
        {page.found && (
          <Section title={t.foundTitle(`${page.found.period.start} – ${page.found.period.end}`)}>
            <div className="mt-4">
              <SelectionReasons
                explanations={page.found.explanations}
                policyHref={`/organizations/${organizationId}/factor-policy`}
              />
            </div>
          </Section>
        )}
        {source && loaded.confidentiality && (
          <SourceConfidentiality {...loaded.confidentiality} sourceId={source.id} mayEdit={mayEdit} />
        )}
        {mayEdit && source && (
          <Form method="post" className="flex justify-end border-t border-line pt-6">
            <ConfirmAction label={common.remove} lost={name}>
              <input type="hidden" name="intent" value="remove" />
            </ConfirmAction>
          </Form>
        )}
        {source && (
          <HistorySection
            events={loaded.history}
            trailHref={
              loaded.maySeeTrail ? `/organizations/${organizationId}/audit-trail?about=${source.id}` : undefined
            }
          />
        )}
      </div>
    </PageBody>
  );
}
