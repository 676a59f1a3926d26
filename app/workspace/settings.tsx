import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { basedOnOf } from "#app/kit/based-on.server.ts";
import { seeWhatHolds, useBasedOn } from "#app/kit/based-on.ts";
import { Button } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { checkNumber } from "#app/organization/check-number.ts";
import { changeOrganization, getOrganization, type Organization } from "#app/organization/organization.server.ts";
import { hasName, listFaults, NAME_MISSING, organizationFields } from "#app/organization/organization-form.ts";
import { detailsOf, REPORT_DETAILS } from "#app/organization/report-details.ts";
import { roleOf, TYPED_ROLE } from "#app/organization/responsible-role.ts";
import { HistorySection } from "#app/trail/history-list.tsx";
import { historyOf } from "#app/trail/trail-view.server.ts";
import { IdentityFields, ResponsibleFields } from "./identity-fields.tsx";
import { RuleFields } from "./rule-fields.tsx";

const SettingsActions = defineActions({
  save: {
    right: "organization.manage",
    schema: z
      .object({
        basedOn: z.string().max(100).default(""),
        ...organizationFields,
        ...REPORT_DETAILS,
        ...TYPED_ROLE,
      })
      .refine(hasName, NAME_MISSING)
      .superRefine(checkNumber),
  },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.organization.settingsTitle);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => ({
    organizationId: actor.organizationId,
    values: toValues(await getOrganization(tx, actor.organizationId)),
    gwpSets: (await listGwpSets(tx)).map(({ id, title }) => ({ id, title })),
    history: await historyOf(tx, actor.organizationId, ofOrganization(actor.organizationId), localeOf(request)),
    maySeeTrail: actor.may("trail.view"),
    mayChange: offers(SettingsActions, actor).save,
    isSaved: new URL(request.url).searchParams.has("saved"),
  }));

function ofOrganization(subjectId: string) {
  return { subject: "organization", subjectId };
}

export const action = organizationAction(SettingsActions, {
  save: async (tx, { actor, value }) => {
    const sets = await listGwpSets(tx);
    if (!sets.some(({ id }) => id === value.gwpSet)) return refuse({ gwpSet: "choice_missing" });
    await changeOrganization(tx, actor, { ...value, responsibleRole: roleOf(value) }, value.basedOn);
    return `/organizations/${actor.organizationId}/settings?saved`;
  },
});

function toValues(organization: Organization): Record<string, string> {
  const { name } = organization;
  return {
    basedOn: basedOnOf(organization),
    nameEn: name.en,
    nameZh: name.zh,
    legalId: organization.legalId,
    legalIdKind: organization.legalIdKind,
    ...detailsOf(organization),
    consolidationApproach: organization.consolidationApproach,
    gwpSet: organization.gwpSet,
  };
}

export default function Settings() {
  const {
    organizationId,
    values: stored,
    gwpSets,
    history,
    maySeeTrail,
    mayChange,
    isSaved,
  } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  const values: Record<string, string> = { ...stored, ...answer?.typed };
  const basedOn = useBasedOn(stored.basedOn!);
  const { organization: t, common } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.settingsTitle} about={t.settingsAbout} />
      <SettingsTabs organizationId={organizationId} current="general" mayChange={mayChange} />
      {!mayChange && <p className="mb-6 text-14 text-muted">{t.readOnly}</p>}
      {isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      <Form method="post" className="max-w-192">
        <fieldset disabled={!mayChange} className="space-y-10">
          <FormErrors errors={listFaults(t, errors)} />
          <input type="hidden" name="basedOn" value={basedOn} />
          <Section title={t.identityTitle}>
            <IdentityFields values={values} errors={errors} />
          </Section>
          <Section title={t.responsibleTitle} aside={t.responsibleAbout}>
            <ResponsibleFields values={values} errors={errors} />
          </Section>
          <Section title={t.rulesTitle}>
            <div className="mt-4 space-y-6">
              <RuleFields
                gwpSets={gwpSets}
                errors={errors}
                values={{
                  consolidationApproach: values.consolidationApproach ?? "",
                  gwpSet: values.gwpSet ?? "",
                }}
              />
            </div>
          </Section>
          {mayChange && <Button>{common.save}</Button>}
        </fieldset>
      </Form>
      <div className="mt-14 max-w-192">
        <HistorySection
          events={history}
          trailHref={maySeeTrail ? `/organizations/${organizationId}/audit-trail?subject=organization` : undefined}
        />
      </div>
    </PageBody>
  );
}
