import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { readReportedYears } from "./issued-year.server.ts";
import { addTarget } from "./target.server.ts";
import { NEW_TARGET, TargetFields } from "./target-fields.tsx";
import { NewTargetActions } from "./target-form.ts";
import { faultText } from "./target-words.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.target.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => ({
    base: `/organizations/${actor.organizationId}`,
    bases: (await readReportedYears(tx, actor.organizationId)).bases,
    mayAdd: offers(NewTargetActions, actor).add,
  }));

export const action = organizationAction(NewTargetActions, {
  add: async (tx, { actor, value }) => {
    const added = await addTarget(tx, actor, value);
    return "faults" in added ? refuse(added.faults) : `/organizations/${actor.organizationId}/targets/${added.id}`;
  },
});

export default function NewTarget() {
  const { base, bases, mayAdd } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { target: t } = useMessages();
  const errors = answer?.errors ?? {};
  return (
    <PageBody>
      <PageHeader
        title={t.newTitle}
        about={mayAdd ? t.notValidated : t.readOnly}
        crumbs={[{ to: `${base}/targets`, label: t.title }]}
      />
      {bases.length === 0 ? (
        <EmptyState
          title={t.noBase.title}
          reason={t.noBase.reason}
          action={<ButtonLink to={`${base}/base-year`}>{t.noBase.action}</ButtonLink>}
        />
      ) : (
        <Form method="post" className="max-w-160">
          <fieldset disabled={!mayAdd} className="space-y-5">
            <FormErrors errors={listErrors(errors, (key) => faultText(t, key))} />
            <TargetFields values={answer?.typed ?? NEW_TARGET} errors={errors} bases={bases} />
            {mayAdd && <Button variant="primary">{t.save}</Button>}
          </fieldset>
        </Form>
      )}
    </PageBody>
  );
}
