import { Form } from "@remix-run/react";
import { mayManage, ORGANIZATION_ROLES, ROLES } from "#app/access/role.ts";
import { Button } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { Role } from "#db/schema.ts";

interface MemberActProps {
  membershipId: string;
  member: { name: string; role: Role; reach: "everywhere" | "here"; isSelf: boolean };
}

export function RoleForm({ membershipId, member, ownRole }: MemberActProps & { ownRole: Role }) {
  const t = useMessages();
  const words = t.account.members;
  const roles = member.reach === "here" ? ORGANIZATION_ROLES : ROLES;
  return (
    <Form method="post" className="flex min-w-28 flex-wrap items-center gap-2 sm:min-w-56 sm:flex-nowrap">
      <input type="hidden" name="intent" value="change-role" />
      <input type="hidden" name="membershipId" value={membershipId} />
      <SelectField
        key={member.role}
        id={`role-${membershipId}`}
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

export function RemoveForm({ membershipId, member: { name, isSelf } }: MemberActProps) {
  const words = useMessages().account.members;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="membershipId" value={membershipId} />
      <ConfirmAction
        label={isSelf ? words.leave : words.remove}
        lost={name}
        question={isSelf ? words.leaveQuestion : words.removeQuestion(name)}
        isInRow
      />
    </Form>
  );
}
