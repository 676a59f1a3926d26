import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/http/actor.server.ts";
import { mailer } from "#app/http/session.server.ts";
import { Notice } from "#app/routes/account/account-page.tsx";
import { formErrors } from "#app/routes/account/fault-text.ts";
import { retryHeaders } from "#app/routes/account/form-answer.ts";
import { listInvitations } from "#app/services/invitation.server.ts";
import { getTenantName, listMembers } from "#app/services/membership.server.ts";
import { FormErrors } from "#app/ui/form-errors.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { PageBody } from "#app/ui/page-body.tsx";
import { PageColumns } from "#app/ui/page-columns.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { MemberList } from "./member-list.tsx";
import { changeMembers } from "./members-action.server.ts";

const DONE = ["invited", "revoked", "roleChanged", "removed"] as const;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.members.title);
export const headers = retryHeaders;

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const asked = new URL(request.url).searchParams.get("done");
  const page = await asOrganization(request, params, "admin", async (tx, actor) => ({
    tenantName: await getTenantName(tx),
    members: await listMembers(tx),
    invitations: await listInvitations(tx),
    own: { userId: actor.userId, role: actor.role },
  }));
  return { ...page, done: DONE.find((key) => key === asked), isMailLocal: mailer().isLocal };
};

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  changeMembers(request, params, context.clientAddress);

export default function Members() {
  const { tenantName, members, invitations, own, done, isMailLocal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.members;
  return (
    <PageBody>
      <PageHeader title={words.title} about={words.about(tenantName)} />
      <div className="mb-8 space-y-4 empty:hidden">
        {done && !answer && <Notice>{done === "invited" && isMailLocal ? t.account.mailIsLocal : words[done]}</Notice>}
        <FormErrors errors={formErrors(t, answer)} />
      </div>
      <PageColumns aside={<InviteForm key={invitations.length} ownRole={own.role} answer={answer} />}>
        <div className="space-y-10">
          <MemberList members={members} own={own} />
          {invitations.length > 0 && <InvitationList invitations={invitations} ownRole={own.role} />}
        </div>
      </PageColumns>
    </PageBody>
  );
}
