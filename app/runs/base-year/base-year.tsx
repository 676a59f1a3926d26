import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, inTenant, requireActor } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { checkBaseYear, decideRecalculation, loadBaseYear, stateBaseYear } from "./base-year.server.ts";
import { BaseYearCheckSection } from "./base-year-check.tsx";
import { BaseYearActions } from "./base-year-form.ts";
import { BaseYearFacts, DecisionHistory, PolicyHistory, StructureSection, YearList } from "./base-year-sections.tsx";
import { loadBaseYearPage } from "./load-base-year.server.ts";
import { PolicyForm } from "./policy-form.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ comparison }) => comparison.baseYear.title);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const search = new URL(request.url).searchParams;
    return {
      base: `/organizations/${actor.organizationId}`,
      organizationId: actor.organizationId,
      mayDecide: offers(BaseYearActions, actor).decide,
      done: search.has("saved") ? ("saved" as const) : search.has("decided") ? ("decided" as const) : null,
      ...(await loadBaseYearPage(actor)),
    };
  });

export const action = organizationAction(BaseYearActions, {
  state: async (tx, { actor, value }) => {
    await stateBaseYear(tx, actor, value);
    return `/organizations/${actor.organizationId}/base-year?saved`;
  },
  // The check takes its time: no transaction waits for it.
  decide: {
    outside: async ({ actor, value: { inputsHash, decision, decisionReason: reason } }) => {
      const inputs = await inTenant(actor, (tx) => loadBaseYear(tx, actor.organizationId));
      if (!inputs) throw new AppError("not_found");
      const check = checkBaseYear(inputs);
      if (check.kind !== "checked" || check.inputsHash !== inputsHash) return refuse({ form: "stale" });
      await inTenant(actor, (tx) => decideRecalculation(tx, actor, inputs, { decision, reason, check }));
      return `/organizations/${actor.organizationId}/base-year?decided`;
    },
  },
});

export default function BaseYear() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const { organizationId, base, baseYear, runs, mayDecide } = page;
  const { typed = {}, errors = {} } = answer ?? {};
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <SettingsTabs organizationId={page.organizationId} current="baseYear" mayChange={mayDecide} />
      {page.done && !answer && <DoneLine>{t[page.done]}</DoneLine>}
      {!mayDecide && <p className="mb-6 text-14 text-muted">{t.readOnly}</p>}
      <div className="max-w-240 space-y-12">
        {baseYear ? (
          <>
            <BaseYearFacts baseYear={baseYear} base={base} />
            <BaseYearCheckSection {...{ baseYear, base, mayDecide, typed, errors }} />
            <YearList baseYear={baseYear} base={base} />
            <StructureSection baseYear={baseYear} />
            <DecisionHistory baseYear={baseYear} base={base} />
            <PolicyHistory baseYear={baseYear} />
            {mayDecide && (
              <PolicyForm
                {...{ organizationId, runs, typed, errors }}
                policy={baseYear.policy}
                runId={baseYear.run.id}
              />
            )}
          </>
        ) : runs.length === 0 ? (
          <EmptyState
            title={t.noRun.title}
            reason={t.noRun.reason}
            action={
              <ButtonLink variant="primary" to={`${base}/inventories`}>
                {t.noRun.action}
              </ButtonLink>
            }
          />
        ) : (
          <>
            <EmptyState title={t.empty.title} reason={t.empty.reason} />
            {mayDecide && (
              <PolicyForm {...{ organizationId, runs, typed, errors }} policy={null} runId={runs.at(-1)!.runId} />
            )}
          </>
        )}
      </div>
    </PageBody>
  );
}
