import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { createTenant } from "#app/access/membership.server.ts";
import { requireFactorUser } from "#app/access/second-factor.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { WorkspaceKind } from "#app/access/workspace-kind.ts";
import { KindField } from "#app/account/kind-field.tsx";
import { personAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button } from "#app/kit/button.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { faultText, listFaults } from "#app/organization/organization-form.ts";
import { shortText } from "#app/organization/short-text.ts";
import { findManagedTenant } from "./start-organization.server.ts";

const NewWorkspaceForm = z.object({
  /** Only people who did not answer at sign-up are asked. */
  kind: WorkspaceKind.optional(),
  workspaceName: shortText(200).refine((name) => name !== "", "workspace_name_missing"),
});

const NEXT = "/organizations/new";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.tenant.newTitle);

/** A person who manages a workspace adds organizations to it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, timeZone, workspaceKind } = await requireFactorUser(request);
    const { managed, organizations } = await asSystem(request, async (tx) => ({
      managed: await findManagedTenant(tx, userId),
      organizations: await listOrganizationsOfUser(tx, userId),
    }));
    if (managed) throw redirect(NEXT);
    return { organizations, user: { name, email, timeZone }, isKindKnown: workspaceKind !== null };
  });

const WorkspaceActions = defineActions({ start: { right: "workspace.start", schema: NewWorkspaceForm } });

export const action = personAction(WorkspaceActions, {
  start: {
    outside: async ({ request, actor: { userId }, value: { workspaceName, ...value } }) => {
      const kind = value.kind ?? (await requireUser(request)).workspaceKind;
      if (!kind) return refuse({ kind: "choice_missing" });
      const tenantId = await (await doors()).withSystem(async (tx) => {
        const managed = await findManagedTenant(tx, userId);
        return managed ? null : createTenant(tx, { name: workspaceName, kind, userId });
      });
      return tenantId && kind === "verification_body" ? `/tenants/${tenantId}` : NEXT;
    },
  },
});

export default function StartWorkspace() {
  const { organizations, user, isKindKnown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? {};
  const { organization: t, tenant } = useMessages();
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader title={tenant.newTitle} about={tenant.newAbout} />
        <Form method="post" className="max-w-160 space-y-6" noValidate>
          <FormErrors errors={listFaults(t, errors)} />
          {!isKindKnown && <KindField value={typed.kind} error={faultText(t, errors.kind)} />}
          <NameField
            label={t.workspaceName}
            name="workspaceName"
            hint={t.workspaceHint}
            maxLength={200}
            defaultValue={typed.workspaceName}
            error={faultText(t, errors.workspaceName)}
            autoComplete="organization"
          />
          <Button>{tenant.newSubmit}</Button>
        </Form>
      </PageBody>
    </AccountFrame>
  );
}
