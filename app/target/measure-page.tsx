import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { formatMoney } from "#app/money/money-text.ts";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { changeMeasure, getMeasure } from "./measure.server.ts";
import { MeasureFields, toMeasureFields } from "./measure-fields.tsx";
import { MEASURE } from "./measure-state.ts";
import { getTargetVersions } from "./target.server.ts";
import { MeasureActions } from "./target-form.ts";
import { faultText } from "./target-words.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, (t) => data?.versions[0]?.name ?? t.target.measure);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const id = requireId(params.measureId);
    const { targetId, newest, versions } = await getMeasure(tx, actor.organizationId, id);
    const [{ value: target }] = await getTargetVersions(tx, actor.organizationId, targetId);
    return {
      id,
      base: `/organizations/${actor.organizationId}`,
      target: { id: targetId, name: target.name },
      state: newest.value.state,
      fields: toMeasureFields(newest.value),
      versions: versions.map(({ version, savedAt, authorName, value }) => ({
        version,
        savedAt: savedAt!.toISOString(),
        authorName,
        name: value.name,
        year: value.year,
        effectTonnes: value.effectTonnes,
        cost: value.cost ? formatMoney(value.cost) : "",
        state: value.state,
      })),
      owners: await listTaskOwners(tx, actor.organizationId),
      isSaved: new URL(request.url).searchParams.has("saved"),
      mayEdit: offers(MeasureActions, actor).save,
    };
  });

export const action = organizationAction(MeasureActions, {
  save: async (tx, { actor, params, value }) => {
    const id = requireId(params.measureId);
    await changeMeasure(tx, actor, id, value);
    return `/organizations/${actor.organizationId}/targets/measures/${id}?saved`;
  },
});

type MeasureData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function MeasurePage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { target: t } = useMessages();
  const { base, target, versions, mayEdit } = page;
  const newest = versions[0]!;
  const errors = answer?.errors ?? {};
  return (
    <PageBody>
      <PageHeader
        title={newest.name}
        state={<Chip tone={MEASURE.tones[newest.state]}>{t.measureStates[newest.state]}</Chip>}
        about={t.measuresAbout}
        crumbs={[
          { to: `${base}/targets`, label: t.title },
          { to: `${base}/targets/${target.id}`, label: target.name },
        ]}
      />
      {page.isSaved && !answer && <DoneLine>{t.savedMeasure}</DoneLine>}
      <div className="max-w-192 space-y-12">
        <Section title={t.editMeasure}>
          <Form method="post" className="mt-4 max-w-160">
            <fieldset disabled={!mayEdit} className="space-y-5">
              <FormErrors errors={listErrors(errors, (key) => faultText(t, key))} />
              <BasedOn setting={nameSetting("measure_version", [page.id])} version={newest.version} />
              <MeasureFields
                values={answer?.typed ?? page.fields}
                errors={errors}
                owners={page.owners}
                state={page.state}
              />
              {mayEdit ? <Button>{t.saveMeasure}</Button> : <p className="text-14 text-muted">{t.readOnly}</p>}
            </fieldset>
          </Form>
        </Section>
        <MeasureHistory versions={versions} />
      </div>
    </PageBody>
  );
}

function MeasureHistory({ versions }: Pick<MeasureData, "versions">) {
  const { target: t, auditTrail } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.historyTitle} count={versions.length}>
      <Table
        caption={t.historyTitle}
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: "version", head: t.version, isRowHead: true, cell: ({ version }) => version },
          { key: "when", head: t.savedOn, isMuted: true, cell: ({ savedAt }) => clock.instant(savedAt) },
          { key: "who", head: t.savedBy, cell: ({ authorName }) => authorName ?? auditTrail.former },
          { key: "year", head: t.measureYear, isNumeric: true, cell: ({ year }) => year },
          { key: "effect", head: t.effectUnit, isNumeric: true, cell: ({ effectTonnes }) => effectTonnes },
          { key: "cost", head: t.cost, isNumeric: true, cell: ({ cost }) => cost || "–" },
          { key: "state", head: t.measureState, cell: ({ state }) => t.measureStates[state] },
        ]}
      />
    </Section>
  );
}
