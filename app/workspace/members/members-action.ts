import { z } from "zod";
import { ROLES } from "#app/access/role.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { defineActions } from "#app/action/action.ts";

const RoleField = z.enum(ROLES, { error: "role" });
const right = "members.manage";

export const MemberActions = defineActions({
  invite: {
    right,
    recent: true,
    schema: z.object({ email: EmailField, role: RoleField, scope: z.enum(["all", "organization"]).default("all") }),
  },
  revoke: { right, recent: true, whenLapsed: "allowed", schema: z.object({ invitationId: z.string() }) },
  "change-role": { right, recent: true, schema: z.object({ membershipId: z.string(), memberRole: RoleField }) },
  remove: { right, recent: true, whenLapsed: "allowed", schema: z.object({ membershipId: z.string() }) },
});
