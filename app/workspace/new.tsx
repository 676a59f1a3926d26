import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { requireFactorUser } from "#app/access/second-factor.server.ts";
import { personAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { today, UTC } from "#app/day/zone.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { checkNumber } from "#app/organization/check-number.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import {
  faultText,
  hasName,
  listFaults,
  NAME_MISSING,
  organizationFields,
} from "#app/organization/organization-form.ts";
import { shortText } from "#app/organization/short-text.ts";
import { NumberFields } from "./number-fields.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { findManagedTenant, startOrganization } from "./start-organization.server.ts";

const NewOrganizationForm = z
  .object({
    ...organizationFields,
    workspaceName: shortText(200),
    year: z.string("year_invalid").regex(/^20\d\d$/, "year_invalid"),
  })
  .refine(hasName, NAME_MISSING)
  .superRefine(checkNumber);

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.organization.newTitle);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, timeZone } = await requireFactorUser(request);
    const choices = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      gwpSets: (await listGwpSets(tx)).map(({ id, title }) => ({ id, title })),
      needsWorkspace: (await findManagedTenant(tx, userId)) === undefined,
    }));
    // Inventories are usually for the previous year.
    return {
      ...choices,
      user: { name, email, timeZone },
      year: String(Number(today(timeZone ?? UTC).slice(0, 4)) - 1),
    };
  });

const NewActions = defineActions({ start: { right: "workspace.start", schema: NewOrganizationForm } });

export const action = personAction(NewActions, {
  start: {
    outside: async ({ actor, value: { year, ...organization } }) => {
      const period = { start: `${year}-01-01`, end: `${year}-12-31` };
      const started = await startOrganization(await doors(), actor.userId, organization, period);
      if ("id" in started) return `/organizations/${started.id}`;
      return refuse({ [started.fault]: started.fault === "gwpSet" ? "choice_missing" : "workspace_name_missing" });
    },
  },
});

export default function NewOrganization() {
  const { organizations, gwpSets, needsWorkspace, user, year } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? {};
  const { organization: t } = useMessages();
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader title={t.newTitle} about={t.newAbout} crumbs={[{ to: "/organizations", label: t.listTitle }]} />
        <Form method="post" className="max-w-160 space-y-8">
          <FormErrors errors={listFaults(t, errors)} />
          {needsWorkspace && (
            <Section title={t.workspaceTitle}>
              <div className="mt-4">
                <NameField
                  label={t.workspaceName}
                  name="workspaceName"
                  hint={t.workspaceHint}
                  maxLength={200}
                  defaultValue={typed.workspaceName}
                  error={faultText(t, errors.workspaceName)}
                  autoComplete="organization"
                />
              </div>
            </Section>
          )}
          <Section title={t.identityTitle}>
            <div className="mt-4 grid gap-4 sm:grid-cols-2">
              <NameField
                label={t.nameEn}
                name="nameEn"
                hint={t.nameHint}
                maxLength={200}
                defaultValue={typed.nameEn}
                error={faultText(t, errors.nameEn)}
                lang="en"
              />
              <NameField
                label={t.nameZh}
                name="nameZh"
                maxLength={200}
                defaultValue={typed.nameZh}
                error={faultText(t, errors.nameZh)}
                lang="zh-Hans"
              />
              <NumberFields values={typed} errors={errors} required={false} />
              <TextField
                label={t.year}
                name="year"
                hint={t.yearHint}
                inputMode="numeric"
                maxLength={4}
                defaultValue={typed.year ?? year}
                error={faultText(t, errors.year)}
              />
            </div>
          </Section>
          <Section title={t.boundaryTitle}>
            <div className="mt-4 space-y-6">
              <RuleFields
                gwpSets={gwpSets}
                errors={errors}
                values={{
                  consolidationApproach: typed.consolidationApproach ?? "operational_control",
                  gwpSet: typed.gwpSet ?? "AR6",
                }}
              />
            </div>
          </Section>
          <Button>{t.create}</Button>
        </Form>
      </PageBody>
    </AccountFrame>
  );
}
