import { redirect } from "@remix-run/node";
import { z } from "zod";
import { asPublic } from "#app/access/actor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { csvAnswer } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { listStandings } from "#app/report/report-standing.server.ts";
import { readNumberListForm } from "./number-list-form.server.ts";
import { printStandings } from "./print-standings.ts";

export const loader = () => redirect("/verify/many");

const CsvActions = defineActions({ "look-up": { right: "public.use", schema: z.object({}), body: "own" } });

/** The status of the reports of a list as CSV: one row for each row of the list, in the same order. */
export const action = publicAction(CsvActions, {
  "look-up": {
    outside: async ({ request, clientAddress }) => {
      const list = await readNumberListForm(request, clientAddress);
      if (!list.ok) throw new AppError("invalid", { details: { reason: `list_${list.fault}` } });
      const now = new Date();
      const rows = await asPublic(request, (tx) => listStandings(tx, list.numbers, now));
      const locale = localeOf(request);
      const { verifyMany: words, issuerProof: proofWords } = translator(locale);
      const csv = printStandings(rows, {
        words,
        proofWords,
        locale,
        asOf: now.toISOString(),
        publicUrl: env().publicUrl,
      });
      const answer = csvAnswer(`attachment; filename="${words.fileName}"`, csv);
      answer.headers.set("Cache-Control", "private, no-store");
      return answer;
    },
  },
});
