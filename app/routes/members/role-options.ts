import type { Messages } from "#app/i18n/index.ts";
import type { Member } from "#app/services/membership.server.ts";
import { mayManage, ROLES } from "#app/services/role.ts";

/** The roles that a manager may give, each with what it may do. */
export function roleOptions(t: Messages, ownRole: Member["role"]) {
  const { role, roleHint, roleOption } = t.account;
  return ROLES.filter((given) => mayManage(ownRole, given)).map((given) => ({
    value: given,
    label: roleOption(role[given], roleHint[given]),
  }));
}
