import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, requireActor } from "#app/access/actor.server.ts";
import { doors } from "#app/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
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
import { BaseYearForm } from "./base-year-form.ts";
import { BaseYearFacts, DecisionHistory, PolicyHistory, StructureSection, YearList } from "./base-year-sections.tsx";
import { loadBaseYearPage } from "./load-base-year.server.ts";
import { PolicyForm } from "./policy-form.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ comparison }) => comparison.baseYear.title);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "viewer");
    const search = new URL(request.url).searchParams;
    return {
      base: `/organizations/${actor.organizationId}`,
      organizationId: actor.organizationId,
      mayDecide: actor.role === "owner" || actor.role === "admin",
      done: search.has("saved") ? ("saved" as const) : search.has("decided") ? ("decided" as const) : null,
      ...(await loadBaseYearPage(actor)),
    };
  });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, BaseYearForm);
    const actor = await requireActor(request, params, "admin");
    const { withTenant } = await doors();
    const page = `/organizations/${actor.organizationId}/base-year`;
    if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
    const { value } = form;
    if (value.intent === "state") {
      await withTenant(actor, (tx) => stateBaseYear(tx, actor, value));
      throw redirect(`${page}?saved`);
    }
    const inputs = await withTenant(actor, (tx) => loadBaseYear(tx, actor.organizationId));
    if (!inputs) throw new AppError("not_found");
    const check = checkBaseYear(inputs);
    if (check.kind !== "checked" || check.inputsHash !== value.inputsHash) {
      const { decision, decisionReason } = value;
      return data(
        { errors: { form: "stale" }, typed: { intent: "decide", decision, decisionReason } },
        { status: 422 },
      );
    }
    const { decision, decisionReason: reason } = value;
    await withTenant(actor, (tx) => decideRecalculation(tx, actor, inputs, { decision, reason, check }));
    throw redirect(`${page}?decided`);
  });

export default function BaseYear() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const { base, baseYear, runs, mayDecide } = page;
  const typed: Record<string, string> = answer?.typed ?? {};
  const errors: Record<string, string> = answer?.errors ?? {};
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
            {mayDecide && <PolicyForm {...{ runs, typed, errors }} policy={baseYear.policy} runId={baseYear.run.id} />}
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
            {mayDecide && <PolicyForm {...{ runs, typed, errors }} policy={null} runId={runs.at(-1)!.runId} />}
          </>
        )}
      </div>
    </PageBody>
  );
}
