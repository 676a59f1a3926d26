import { Form } from "@remix-run/react";
import type { Member } from "#app/access/membership.server.ts";
import { mayManage, ORGANIZATION_ROLES, ROLES } from "#app/access/role.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface MemberListProps {
  title: string;
  members: Member[];
  own: { userId: string; role: Member["role"] };
}

export function MemberList({ title, members, own }: MemberListProps) {
  return (
    <Section title={title} count={members.length}>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <MemberRow key={member.membershipId} member={member} own={own} />
        ))}
      </ul>
    </Section>
  );
}

function MemberRow({ member, own }: { member: Member; own: MemberListProps["own"] }) {
  const t = useMessages();
  const clock = useClock();
  const words = t.account.members;
  const isSelf = member.userId === own.userId;
  const isManaged = mayManage(own.role, member.role);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 py-3">
      <div className="min-w-48 grow basis-56">
        <p className="text-14 font-semibold">
          {member.name}
          {isSelf && <span className="font-normal text-muted"> · {words.you}</span>}
        </p>
        <p className="text-12 break-all text-muted">{member.email}</p>
        <p className="text-12 text-muted">
          <WholeDays>{t.common.labelled(words.since, clock.day(member.joinedAt))}</WholeDays>
        </p>
        {member.rightWaitsUntil && (
          <p className="mt-1 border-l-2 border-warning pl-2 text-12">
            <WholeDays>{words.rightWaits(clock.instant(member.rightWaitsUntil))}</WholeDays>
          </p>
        )}
      </div>
      {isManaged ? (
        <RoleForm member={member} ownRole={own.role} />
      ) : (
        <p className="text-14">{t.account.role[member.role]}</p>
      )}
      {isManaged && (
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="membershipId" value={member.membershipId} />
          <ConfirmAction
            label={isSelf ? words.leave : words.remove}
            lost={member.name}
            question={isSelf ? words.leaveQuestion : words.removeQuestion(member.name)}
          />
        </Form>
      )}
    </li>
  );
}

function RoleForm({ member, ownRole }: { member: Member; ownRole: Member["role"] }) {
  const t = useMessages();
  const words = t.account.members;
  const roles = member.organizationId ? ORGANIZATION_ROLES : ROLES;
  return (
    <Form method="post" className="flex min-w-0 items-center gap-2">
      <input type="hidden" name="intent" value="change-role" />
      <input type="hidden" name="membershipId" value={member.membershipId} />
      <SelectField
        key={member.role}
        id={`role-${member.membershipId}`}
        name="memberRole"
        label={words.roleOf(member.name)}
        options={roles
          .filter((role) => mayManage(ownRole, role))
          .map((role) => ({
            value: role,
            label: t.account.role[role],
          }))}
        defaultValue={member.role}
        hideLabel
        required
      />
      <Button variant="secondary" className="shrink-0">
        {words.changeRole}
      </Button>
    </Form>
  );
}
