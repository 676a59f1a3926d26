import { Form } from "@remix-run/react";
import type { Invitation } from "#app/access/invitation.server.ts";
import { mayManage } from "#app/access/role.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface InvitationListProps {
  invitations: Invitation[];
  organization: string;
  ownRole: Invitation["role"];
}

export function InvitationList({ invitations, organization, ownRole }: InvitationListProps) {
  const t = useMessages();
  const clock = useClock();
  const words = t.account.members;
  return (
    <Section title={words.invitations} count={invitations.length}>
      <ul className="divide-y divide-line">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-6 gap-y-3 py-3">
            <div className="min-w-48 grow basis-56">
              <p className="text-14 font-semibold break-all">{invitation.email}</p>
              <p className="text-12 text-muted">
                {invitation.organizationId && `${words.onlyIn(organization)} · `}
                {t.account.role[invitation.role]} · {words.until}{" "}
                <WholeDays>{clock.day(invitation.expiresAt)}</WholeDays>
              </p>
            </div>
            {mayManage(ownRole, invitation.role) && (
              <Form method="post">
                <input type="hidden" name="intent" value="revoke" />
                <input type="hidden" name="invitationId" value={invitation.id} />
                <ConfirmAction
                  label={words.revoke}
                  lost={invitation.email}
                  question={words.revokeQuestion(invitation.email)}
                />
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
