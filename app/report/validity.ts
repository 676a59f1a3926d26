import { organizationAction } from "#app/action/action.server.ts";
import { ValidityActions } from "./report-form.ts";
import { setValidityMonths } from "./report-validity.server.ts";

/** States for how long new reports hold; the list of reports offers it. */
export const action = organizationAction(ValidityActions, {
  save: async (tx, { actor, value }) => {
    await setValidityMonths(tx, actor, value.months);
    return `/organizations/${actor.organizationId}/reports#validity`;
  },
});
