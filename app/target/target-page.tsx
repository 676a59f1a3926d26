import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { readReportedYears } from "./issued-year.server.ts";
import { addMeasure } from "./measure.server.ts";
import { MeasureFields } from "./measure-fields.tsx";
import { getTargetVersions } from "./target.server.ts";
import { EditTargetActions, TargetActions } from "./target-form.ts";
import { GapSection, MeasureTable, PathSection, TargetFacts } from "./target-sections.tsx";
import { stateOfTarget, TARGET_TONES } from "./target-state.ts";
import { listMeasuresOf, readTarget } from "./target-view.server.ts";
import { faultText } from "./target-words.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, (t) => data?.target.name ?? t.target.target);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const id = requireId(params.targetId);
    const { organizationId } = actor;
    const versions = await getTargetVersions(tx, organizationId, id);
    const [{ value: target }] = versions;
    const years = await readReportedYears(tx, organizationId);
    const measures = await listMeasuresOf(tx, organizationId, id);
    const reading = await readTarget(tx, target, years, { measures, now: new Date() });
    return {
      id,
      base: `/organizations/${organizationId}`,
      target,
      reading,
      state: stateOfTarget(target.isWithdrawn, reading),
      measures: measures.map(({ cost, createdAt: _, ...measure }) => ({
        ...measure,
        cost: cost && { minor: String(cost.minor), currency: cost.currency },
      })),
      versions: versions.map(({ version, savedAt, authorName, value }) => ({
        version,
        savedAt: savedAt!.toISOString(),
        authorName,
        targetYear: value.targetYear,
        reductionPercent: value.reductionPercent,
        reason: value.reason,
      })),
      owners: await listTaskOwners(tx, organizationId),
      isSaved: new URL(request.url).searchParams.has("saved"),
      mayEdit: offers(EditTargetActions, actor).save,
      mayMeasure: offers(TargetActions, actor).measure && !target.isWithdrawn,
    };
  });

export const action = organizationAction(TargetActions, {
  measure: async (tx, { actor, params, value }) => {
    const id = requireId(params.targetId);
    await getTargetVersions(tx, actor.organizationId, id);
    await addMeasure(tx, actor, id, value);
    return `/organizations/${actor.organizationId}/targets/${id}?saved#measures`;
  },
});

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;
interface FormsProps {
  page: PageData;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

export default function TargetPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { target: t } = useMessages();
  const clock = useClock();
  const { base, target, reading, state, versions, mayEdit } = page;
  const form = { page, typed: answer?.typed ?? {}, errors: answer?.errors ?? {} };
  return (
    <PageBody>
      <PageHeader
        title={target.name}
        state={<Chip tone={TARGET_TONES[state]}>{t.states[state]}</Chip>}
        about={t.notValidated}
        crumbs={[{ to: `${base}/targets`, label: t.title }]}
        actions={
          <>
            <Button type="button" variant="secondary" icon="print" onClick={() => window.print()}>
              {t.print}
            </Button>
            {mayEdit && <ButtonLink to={`${base}/targets/${page.id}/edit`}>{t.change}</ButtonLink>}
          </>
        }
      />
      {page.isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      {target.isWithdrawn && (
        <p className="mb-6 text-14">{t.withdrawnNote(clock.day(versions[0]!.savedAt), target.reason)}</p>
      )}
      <div className="max-w-240 space-y-12">
        {reading.view ? (
          <>
            <TargetFacts target={target} view={reading.view} base={base} />
            <PathSection target={target} view={reading.view} base={base} />
          </>
        ) : (
          <Section title={t.faultTitle}>
            <p className="mt-3 text-14">{t.fault[reading.fault]}</p>
          </Section>
        )}
        <Section title={t.measuresTitle} count={page.measures.length || undefined} id="measures">
          <p className="my-3 max-w-180 text-14 text-muted">{t.measuresAbout}</p>
          <MeasureTable measures={page.measures} base={base} />
        </Section>
        {reading.view && <GapSection target={target} view={reading.view} />}
        <History page={page} />
        <div className="space-y-12 print:hidden">{page.mayMeasure && <NewMeasure {...form} />}</div>
      </div>
    </PageBody>
  );
}

function History({ page: { versions } }: { page: PageData }) {
  const { target: t, auditTrail } = useMessages();
  const clock = useClock();
  const locale = useLocale();
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
          {
            key: "percent",
            head: t.reduction,
            isNumeric: true,
            cell: ({ reductionPercent }) => `${formatDecimal(reductionPercent, { locale })}%`,
          },
          { key: "year", head: t.targetYear, isNumeric: true, isHiddenOnPhone: true, cell: (one) => one.targetYear },
          { key: "reason", head: t.reason, isHiddenOnPhone: true, cell: ({ reason }) => reason || "–" },
        ]}
      />
    </Section>
  );
}

function NewMeasure({ page, typed, errors }: FormsProps) {
  const { target: t } = useMessages();
  const isTyped = Object.keys(typed).length > 0;
  return (
    <Section title={t.addMeasure} id="add-measure">
      <Form method="post" className="mt-4 max-w-160 space-y-5">
        <FormErrors errors={listErrors(errors, (key) => faultText(t, key))} />
        <MeasureFields
          values={isTyped ? typed : { state: "planned" }}
          errors={errors}
          owners={page.owners}
          state={null}
        />
        <Button variant="primary">{t.addMeasure}</Button>
      </Form>
    </Section>
  );
}
