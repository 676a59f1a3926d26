import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { stateConfidentiality } from "./source-confidentiality.server.ts";

const ConfidentialityForm = z.object({ confidential: z.enum(["yes", "no"]) });

/** States whether a source is kept from buyers; its page offers it. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, ConfidentialityForm);
    return asOrganization(request, params, "editor", async (tx, actor) => {
      const sourceId = requireId(params.sourceId);
      if (!form.ok) throw new AppError("invalid", { details: { reason: "confidentiality" } });
      await stateConfidentiality(tx, actor, { sourceId, isConfidential: form.value.confidential === "yes" });
      throw redirect(`/organizations/${actor.organizationId}/sources/${sourceId}#confidentiality`);
    });
  });
