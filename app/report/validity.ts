import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors, asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { ValidityForm } from "./report-form.ts";
import { setValidityMonths } from "./report-validity.server.ts";

/** States for how long new reports hold; the list of reports offers it. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, ValidityForm);
    return asOrganization(request, params, "admin", async (tx, actor) => {
      if (!form.ok) throw new AppError("invalid", { details: { reason: "validity_months" } });
      await setValidityMonths(tx, actor, form.value.months);
      throw redirect(`/organizations/${actor.organizationId}/reports#validity`);
    });
  });
