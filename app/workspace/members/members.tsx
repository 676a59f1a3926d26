import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listInvitations } from "#app/access/invitation.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { getTenantName } from "#app/access/membership.server.ts";
import { mayManage } from "#app/access/role.ts";
import { isMailLocal } from "#app/access/session.server.ts";
import { Notice } from "#app/account/account-page.tsx";
import { formErrors } from "#app/account/fault-text.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { localName } from "#app/i18n/index.ts";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { RemoveForm, RoleForm } from "./member-acts.tsx";
import { members } from "./members.list.server.ts";
import { memberVerbs } from "./members-action.server.ts";
import { MemberActions } from "./members-action.ts";

const DONE = ["invited", "revoked", "roleChanged", "removed"] as const;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.members.title);
export const headers = retryHeaders;

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(members, routed, async (tx, { scope: { organizationId, role } }, rows) => {
    const asked = new URL(routed.request.url).searchParams.get("done");
    return {
      tenantName: await getTenantName(tx),
      organizationName: (await getOrganization(tx, organizationId)).name,
      members: Object.fromEntries(
        rows.map(({ key, view: { name, role, reach, isSelf } }) => [key, { name, role, reach, isSelf }]),
      ),
      invitations: await listInvitations(tx, organizationId),
      ownRole: role,
      done: DONE.find((key) => key === asked),
      isMailLocal: isMailLocal(),
    };
  });

export const action = organizationAction(MemberActions, memberVerbs);

export default function Members() {
  const page = useLoaderData<typeof loader>();
  const { list, tenantName, organizationName, members, invitations, ownRole, done, isMailLocal } = page;
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.members;
  const organization = localName(organizationName, useLocale());
  const managed = (id: string) => {
    const member = members[id];
    return member && mayManage(ownRole, member.role) ? { membershipId: id, member } : null;
  };
  const roleOf = (id: string) => {
    const asked = managed(id);
    return asked && <RoleForm {...asked} ownRole={ownRole} />;
  };
  const removalOf = (id: string) => {
    const asked = managed(id);
    return asked && <RemoveForm {...asked} />;
  };
  return (
    <PageBody>
      <PageHeader title={list.title} about={words.about(tenantName)} actions={<ListFile list={list} />} />
      <div className="mb-8 space-y-4 empty:hidden">
        {done && !answer && <Notice>{done === "invited" && isMailLocal ? t.account.mailIsLocal : words[done]}</Notice>}
        <FormErrors errors={formErrors(t, answer)} />
      </div>
      <PageColumns
        aside={<InviteForm key={invitations.length} ownRole={ownRole} organization={organization} answer={answer} />}
      >
        <ListBody list={list} act={{ head: words.action, of: removalOf }} cells={{ role: roleOf }} />
        {invitations.length > 0 && (
          <div className="mt-10">
            <InvitationList invitations={invitations} organization={organization} ownRole={ownRole} />
          </div>
        )}
      </PageColumns>
    </PageBody>
  );
}
