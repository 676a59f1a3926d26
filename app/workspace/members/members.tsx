import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { listInvitations } from "#app/access/invitation.server.ts";
import { getTenantName, listMembers } from "#app/access/membership.server.ts";
import { isMailLocal } from "#app/access/session.server.ts";
import { Notice } from "#app/account/account-page.tsx";
import { formErrors } from "#app/account/fault-text.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { localName } from "#app/i18n/index.ts";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { MemberList } from "./member-list.tsx";
import { memberVerbs } from "./members-action.server.ts";
import { MemberActions } from "./members-action.ts";

const DONE = ["invited", "revoked", "roleChanged", "removed"] as const;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.members.title);
export const headers = retryHeaders;

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const asked = new URL(request.url).searchParams.get("done");
  const page = await asOrganization(request, params, "members.manage", async (tx, actor) => ({
    tenantName: await getTenantName(tx),
    organizationName: (await getOrganization(tx, actor.organizationId)).name,
    members: await listMembers(tx, actor.organizationId),
    invitations: await listInvitations(tx, actor.organizationId),
    own: { userId: actor.userId, role: actor.role },
  }));
  return { ...page, done: DONE.find((key) => key === asked), isMailLocal: isMailLocal() };
};

export const action = organizationAction(MemberActions, memberVerbs);

export default function Members() {
  const { tenantName, organizationName, members, invitations, own, done, isMailLocal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.members;
  const organization = localName(organizationName, useLocale());
  const ofOrganization = members.filter(({ organizationId }) => organizationId !== null);
  return (
    <PageBody>
      <PageHeader title={words.title} about={words.about(tenantName)} />
      <div className="mb-8 space-y-4 empty:hidden">
        {done && !answer && <Notice>{done === "invited" && isMailLocal ? t.account.mailIsLocal : words[done]}</Notice>}
        <FormErrors errors={formErrors(t, answer)} />
      </div>
      <PageColumns
        aside={<InviteForm key={invitations.length} ownRole={own.role} organization={organization} answer={answer} />}
      >
        <div className="space-y-10">
          <MemberList
            title={words.title}
            members={members.filter(({ organizationId }) => organizationId === null)}
            own={own}
          />
          {ofOrganization.length > 0 && (
            <MemberList title={words.onlyIn(organization)} members={ofOrganization} own={own} />
          )}
          {invitations.length > 0 && (
            <InvitationList invitations={invitations} organization={organization} ownRole={own.role} />
          )}
        </div>
      </PageColumns>
    </PageBody>
  );
}
