import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { requireFactorUser } from "#app/access/second-factor.server.ts";
import { requireUser } from "#app/access/session.server.ts";
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
import { NumberFields } from "./number-fields.tsx";
import { RuleFields } from "./rule-fields.tsx";
import {
  findManagedTenant,
  hasOrganization,
  type ManagedTenant,
  startOrganization,
} from "./start-organization.server.ts";

const NewOrganizationForm = z
  .object({
    ...organizationFields,
    year: z.string("year_invalid").regex(/^20\d\d$/, "year_invalid"),
  })
  .refine(hasName, NAME_MISSING)
  .superRefine(checkNumber);

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.organization.newTitle);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, timeZone, workspaceKind } = await requireFactorUser(request);
    const { managed, ...choices } = await asSystem(request, async (tx) => {
      const managed = await findManagedTenant(tx, userId);
      return {
        managed: managed && { ...managed, isEmpty: !(await hasOrganization(tx, managed.id)) },
        organizations: await listOrganizationsOfUser(tx, userId),
        gwpSets: (await listGwpSets(tx)).map(({ id, title }) => ({ id, title })),
      };
    });
    if (!managed && workspaceKind !== "company") throw redirect("/tenants/new");
    return {
      ...choices,
      user: { name, email, timeZone },
      isFirstOfCompany: !managed,
      ...firstSteps(managed ?? { kind: "company", name: "", isEmpty: true }),
      // Inventories are usually for the previous year.
      year: String(Number(today(timeZone ?? UTC).slice(0, 4)) - 1),
    };
  });

/** Only a company is its own first organization. Clients of others see the name of the workspace, not its clients. */
function firstSteps({ kind, name, isEmpty }: Omit<ManagedTenant, "id"> & { isEmpty: boolean }) {
  const isOwn = isEmpty && kind === "company";
  const isChinese = /\p{Script=Han}/u.test(name);
  return {
    isFirstClient: isEmpty && kind === "consultancy",
    names: { nameEn: isOwn && !isChinese ? name : "", nameZh: isOwn && isChinese ? name : "" },
  };
}

const NewActions = defineActions({ start: { right: "workspace.start", schema: NewOrganizationForm } });

export const action = personAction(NewActions, {
  start: {
    outside: async ({ request, value: { year, ...organization } }) => {
      const period = { start: `${year}-01-01`, end: `${year}-12-31` };
      const started = await startOrganization(await doors(), await requireUser(request), organization, period);
      if ("id" in started) return `/organizations/${started.id}/start`;
      return refuse({ [started.fault]: "choice_missing" });
    },
  },
});

export default function NewOrganization() {
  const { organizations, gwpSets, isFirstClient, isFirstOfCompany, names, user, year } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? names;
  const { organization: t, tenant } = useMessages();
  const title = isFirstClient ? tenant.firstClientTitle : isFirstOfCompany ? tenant.ownTitle : t.newTitle;
  const about = isFirstClient ? tenant.firstClientAbout : isFirstOfCompany ? tenant.ownAbout : t.newAbout;
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader
          title={title}
          about={about}
          crumbs={isFirstOfCompany ? [] : [{ to: "/organizations", label: t.listTitle }]}
        />
        <Form method="post" className="max-w-160 space-y-8">
          <FormErrors errors={listFaults(t, errors)} />
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
