import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { type Asked, organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import type { SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { listDatasets } from "#app/factors/factor.server.ts";
import { Button, EnterSubmits } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { listDatasetsInUse } from "#app/sources/factor-selection.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getFactorPolicy, listFactorPolicies, stateFactorPolicy } from "./factor-policy.server.ts";
import { DatasetOrder, EditionPins } from "./policy-fields.tsx";
import { PolicyActions, PolicyForm, reorder } from "./policy-form.ts";
import { PolicyHistory, PolicyInForce } from "./policy-statements.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.policy.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const used = new Set(await listDatasetsInUse(tx, actor.organizationId));
    const statements = await listFactorPolicies(tx, actor.organizationId);
    return {
      organizationId: actor.organizationId,
      policy: await getFactorPolicy(tx, actor.organizationId),
      earlier: statements.slice(1),
      datasets: (await listDatasets(tx)).map(({ id, title, publisher, editions }) => ({
        id,
        title,
        publisher,
        editions: editions.map(({ edition }) => edition),
        isUsed: used.has(id),
      })),
      mayChange: offers(PolicyActions, actor).state,
      isSaved: new URL(request.url).searchParams.has("saved"),
    };
  });

export const action = organizationAction(
  PolicyActions,
  {
    state: async (tx, { actor, value: { policy, reason, basedOn } }) => {
      const stated = await stateFactorPolicy(tx, actor, { ...policy, reason, basedOn });
      return stated.ok ? `/organizations/${actor.organizationId}/factor-policy?saved` : refuse({ form: stated.fault });
    },
    add: move,
    up: move,
    down: move,
    drop: move,
  },
  async (_tx, { typed }) => {
    const kept = PolicyForm.safeParse({ ...typed, intent: "state", reason: "" });
    return { policy: kept.success ? kept.data.policy : null, reason: typed.reason ?? "" };
  },
);

/** Changes the order of datasets in the form. Nothing is saved. */
async function move(_tx: TenantTx, { value, typed }: Asked<Actor, z.output<typeof PolicyForm>>) {
  const { intent, added, policy, reason } = value;
  const moved = { ...policy, datasetPrecedence: reorder(policy.datasetPrecedence, intent, added) };
  return data({ errors: {} as Record<string, string>, typed, policy: moved, reason });
}

export default function FactorPolicyPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { policy: t } = useMessages();
  const isMoved = answer !== undefined && Object.keys(answer.errors).length === 0;
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <SettingsTabs organizationId={page.organizationId} current="policy" mayChange={page.mayChange} />
      {page.isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      <PageColumns
        aside={
          <>
            <PolicyInForce policy={page.policy} datasets={page.datasets} />
            <PolicyHistory statements={page.earlier} datasets={page.datasets} />
          </>
        }
      >
        <p className="mb-6 max-w-160 text-14 text-muted">{t.intro}</p>
        {!page.mayChange && <p className="mb-6 text-14 text-muted">{t.readOnly}</p>}
        <PolicyStatementForm
          key={page.policy.version}
          policy={answer?.policy ?? page.policy}
          reason={answer?.reason ?? ""}
          errors={answer?.errors ?? {}}
          isMoved={isMoved}
        />
      </PageColumns>
    </PageBody>
  );
}

interface StatementFormProps {
  policy: SelectionPolicy;
  reason: string;
  errors: Record<string, string>;
  /** Whether the order changed but is not saved yet. */
  isMoved: boolean;
}

function PolicyStatementForm({ policy, reason, errors, isMoved }: StatementFormProps) {
  const { datasets, mayChange, organizationId, policy: latest } = useLoaderData<typeof loader>();
  const { policy: t, organization } = useMessages();
  const sentence = (field: string) => (errors[field] ? (t.fault[errors[field]] ?? t.fault.choice_missing) : undefined);
  return (
    <Form method="post" preventScrollReset>
      {mayChange && <EnterSubmits intent="state" />}
      <BasedOn setting={nameSetting("factor_policy", [organizationId])} version={latest.version} />
      <fieldset disabled={!mayChange} className="space-y-10">
        <FormErrors errors={listErrors(errors, (_, field) => sentence(field))} />
        <ChoiceField
          label={t.yearTitle}
          name="yearFallback"
          defaultValue={policy.yearFallback}
          error={sentence("yearFallback")}
          choices={(["official_grid", "none", "latest_earlier"] as const).map((value) => ({
            value,
            label: organization.fallbackName[value],
            text: organization.fallbackText[value],
          }))}
        />
        <ChoiceField
          label={t.regionTitle}
          name="regionFallback"
          defaultValue={policy.regionFallback ? "on" : "off"}
          error={sentence("regionFallback")}
          choices={(["off", "on"] as const).map((value) => ({
            value,
            label: t.region[value].name,
            text: t.region[value].text,
          }))}
        />
        <Section title={t.precedenceTitle}>
          <DatasetOrder order={policy.datasetPrecedence} datasets={datasets} isMoved={isMoved} mayChange={mayChange} />
        </Section>
        <Section title={t.pinsTitle}>
          <EditionPins pins={policy.pinnedEditions} datasets={datasets} />
        </Section>
        {mayChange && (
          <>
            <TextAreaField
              label={t.reason}
              name="reason"
              hint={t.reasonHint}
              maxLength={1000}
              defaultValue={reason}
              error={sentence("reason")}
            />
            <Button name="intent" value="state">
              {t.submit}
            </Button>
          </>
        )}
      </fieldset>
    </Form>
  );
}
