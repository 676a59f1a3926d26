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
import { localeOf } from "#app/http/locale.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { checkNumber } from "#app/organization/check-number.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { faultText, hasName, NAME_MISSING, organizationFields } from "#app/organization/organization-form.ts";
import { type Fields, isAnswer, readAnswers, toFields } from "#app/start/answers.ts";
import { loadQuestions } from "#app/start/load-questions.server.ts";
import { QuestionFields } from "#app/start/question-fields.tsx";
import { trades } from "#app/start/trades.server.ts";
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
    const typed = Object.fromEntries(new URL(request.url).searchParams);
    const { managed, ...choices } = await asSystem(request, async (tx) => {
      const managed = await findManagedTenant(tx, userId);
      return {
        managed: managed && { ...managed, isEmpty: !(await hasOrganization(tx, managed.id)) },
        organizations: await listOrganizationsOfUser(tx, userId),
        gwpSets: (await listGwpSets(tx)).map(({ id, title }) => ({ id, title })),
        questions: asksQuestions(managed, workspaceKind) ? await loadQuestions(tx, typed, localeOf(request)) : null,
      };
    });
    if (!managed && workspaceKind !== "company") throw redirect("/tenants/new");
    return {
      ...choices,
      user: { name, email, timeZone },
      isFirstOfCompany: !managed,
      ...firstSteps(managed ?? { kind: "company", name: "", isEmpty: true }, typed),
      // Inventories are usually for the previous year.
      year: String(Number(today(timeZone ?? UTC).slice(0, 4)) - 1),
    };
  });

/** A company answers the questions of the guided start with its first form, which makes its workspace, too. */
const asksQuestions = (managed: object | undefined, kind: string | null) => !managed && kind === "company";

/** Only a company is its own first organization. Clients of others see the name of the workspace, not its clients. */
function firstSteps({ kind, name, isEmpty }: Omit<ManagedTenant, "id"> & { isEmpty: boolean }, typed: Fields) {
  const isOwn = isEmpty && kind === "company";
  const isChinese = /\p{Script=Han}/u.test(name);
  return {
    isFirstClient: isEmpty && kind === "consultancy",
    before: { nameEn: isOwn && !isChinese ? name : "", nameZh: isOwn && isChinese ? name : "", ...typed },
  };
}

const NewActions = defineActions({ start: { right: "workspace.start", schema: NewOrganizationForm } });

export const action = personAction(NewActions, {
  start: {
    outside: async ({ request, typed, value: { year, ...organization } }) => {
      const asked = typed.rows === undefined ? null : readAnswers(typed, trades().trades);
      if (asked && Object.keys(asked.errors).length > 0) return refuse(asked.errors);
      const period = { start: `${year}-01-01`, end: `${year}-12-31` };
      const started = await startOrganization(await doors(), await requireUser(request), organization, period);
      const next = asked ? `start/proposal?${new URLSearchParams(toFields(asked.answers))}` : "start";
      if ("id" in started) return `/organizations/${started.id}/${next}`;
      return refuse({ [started.fault]: "choice_missing" });
    },
  },
});

export default function NewOrganization() {
  const { organizations, gwpSets, isFirstClient, isFirstOfCompany, questions, before, user, year } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? before;
  const { organization: t, tenant, start } = useMessages();
  const wordOf = (code: string | undefined, field: string) =>
    code !== undefined && isAnswer(field) ? (start.fault[code] ?? code) : faultText(t, code);
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
          <FormErrors errors={listErrors(errors, wordOf)} />
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
          <Rules isFolded={questions !== null} gwpSets={gwpSets} typed={typed} errors={errors} />
          {questions && (
            <QuestionFields
              questions={{ ...questions, fields: answer ? answer.typed : questions.fields }}
              errorOf={(name) => wordOf(errors[name], name)}
              moreTo="/organizations/new"
            />
          )}
          <Button>{questions ? start.next : t.create}</Button>
        </Form>
      </PageBody>
    </AccountFrame>
  );
}

interface RulesProps {
  /** A company's first form asks much else, and most keep the usual rules. */
  isFolded: boolean;
  gwpSets: { id: string; title: string }[];
  typed: Record<string, string>;
  errors: Record<string, string>;
}

/** The rules that hold for all figures. Folded, they are named. */
function Rules({ isFolded, gwpSets, typed, errors }: RulesProps) {
  const { organization: t, carbon } = useMessages();
  const approach = (typed.consolidationApproach ?? "operational_control") as keyof typeof carbon.consolidationApproach;
  const values = { consolidationApproach: approach, gwpSet: typed.gwpSet ?? "AR6" };
  const fields = (
    <div className="mt-4 space-y-6">
      <RuleFields gwpSets={gwpSets} errors={errors} values={values} />
    </div>
  );
  if (!isFolded) return <Section title={t.boundaryTitle}>{fields}</Section>;
  return (
    <details className="group" open={Boolean(errors.consolidationApproach || errors.gwpSet)}>
      <summary className="flex min-h-11 items-center gap-2 rounded-3 text-14">
        <Icon name="chevron" size={14} className="group-open:rotate-180" />
        <span>{t.rulesSummary(carbon.consolidationApproach[approach], values.gwpSet)}</span>
      </summary>
      {fields}
    </details>
  );
}
