import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button } from "#app/kit/button.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { readReportedYears } from "./issued-year.server.ts";
import { changeTarget, getTargetVersions, withdrawTarget } from "./target.server.ts";
import { TargetFields, toFields } from "./target-fields.tsx";
import { EditTargetActions } from "./target-form.ts";
import { faultText } from "./target-words.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.target.change);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const id = requireId(params.targetId);
    const [{ value: target, version }] = await getTargetVersions(tx, actor.organizationId, id);
    const { bases } = await readReportedYears(tx, actor.organizationId);
    return {
      id,
      base: `/organizations/${actor.organizationId}`,
      target,
      version,
      bases: bases.map(({ year, co2eKg, from }) => ({ year, co2eKg, from })),
      mayEdit: offers(EditTargetActions, actor).save,
    };
  });

export const action = organizationAction(EditTargetActions, {
  save: async (tx, { actor, params, value }) => {
    const id = requireId(params.targetId);
    const faults = await changeTarget(tx, actor, id, value);
    return faults ? refuse(faults) : `/organizations/${actor.organizationId}/targets/${id}?saved`;
  },
  withdraw: async (tx, { actor, params, value }) => {
    const id = requireId(params.targetId);
    await withdrawTarget(tx, actor, id, value);
    return `/organizations/${actor.organizationId}/targets/${id}?saved`;
  },
});

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

interface FormsProps {
  page: PageData;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

export default function EditTarget() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { target: t } = useMessages();
  const form = { page, typed: answer?.typed ?? {}, errors: answer?.errors ?? {} };
  return (
    <PageBody>
      <PageHeader
        title={t.change}
        about={page.mayEdit ? t.notValidated : t.readOnly}
        crumbs={[
          { to: `${page.base}/targets`, label: t.title },
          { to: `${page.base}/targets/${page.id}`, label: page.target.name },
        ]}
      />
      {page.mayEdit && (
        <div className="max-w-160 space-y-12">
          <ChangeTarget {...form} />
          {!page.target.isWithdrawn && <WithdrawTarget {...form} />}
        </div>
      )}
    </PageBody>
  );
}

function ChangeTarget({ page, typed, errors }: FormsProps) {
  const { target: t } = useMessages();
  const isOwn = typed.intent === "save";
  const own = isOwn ? errors : {};
  return (
    <Section title={t.target} id="change">
      <Form method="post" className="mt-4 max-w-160 space-y-5">
        <input type="hidden" name="intent" value="save" />
        <BasedOn setting={nameSetting("target_version", [page.id])} version={page.version} form="save" />
        <FormErrors errors={listErrors(own, (key) => faultText(t, key))} />
        <TargetFields values={isOwn ? typed : toFields(page.target)} errors={own} bases={page.bases} />
        <TextAreaField
          label={t.reason}
          name="reason"
          rows={2}
          maxLength={2000}
          defaultValue={isOwn ? typed.reason : ""}
          error={faultText(t, own.reason)}
        />
        <Button variant="secondary">{t.save}</Button>
      </Form>
    </Section>
  );
}

function WithdrawTarget({ page, typed, errors }: FormsProps) {
  const { target: t } = useMessages();
  const isOwn = typed.intent === "withdraw";
  const own = isOwn ? errors : {};
  return (
    <Section title={t.withdraw} id="withdraw">
      <p className="mt-3 text-14 text-muted">{t.withdrawAbout}</p>
      <Form method="post" className="mt-4 max-w-160 space-y-5">
        <input type="hidden" name="intent" value="withdraw" />
        <BasedOn setting={nameSetting("target_version", [page.id])} version={page.version} form="withdraw" />
        <FormErrors errors={listErrors(own, (key) => faultText(t, key))} />
        <TextAreaField
          id="withdrawReason"
          label={t.withdrawReason}
          name="reason"
          rows={2}
          maxLength={2000}
          defaultValue={isOwn ? typed.reason : ""}
          error={faultText(t, own.reason)}
        />
        <Button variant="secondary">{t.withdraw}</Button>
      </Form>
    </Section>
  );
}
