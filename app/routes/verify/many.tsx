import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { env } from "#app/doors.server.ts";
import { AppError } from "#app/errors.ts";
import { decodeNumberList, MOST_NUMBERS, readNumberList } from "#app/exchange/number-list.ts";
import { printStandings } from "#app/exchange/print-standings.ts";
import { answerErrors, asPublic } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { limitLookUpList } from "#app/http/look-up-limit.server.ts";
import { workspaceOf } from "#app/http/reader.server.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { translator } from "#app/i18n/index.ts";
import { listStandings } from "#app/services/report-standing.server.ts";
import { titleIn } from "#app/ui/page-title.ts";
import { PublicLayout } from "#app/ui/public-layout.tsx";
import { STATIC_PAGE } from "#app/ui/static-page.tsx";
import { type ListFault, ManyPage } from "#app/ui/verify/many-page.tsx";

/** Room for the most rows with everything that a table has beside the numbers. */
const MOST_BYTES = 256 * 1024;

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleIn(matches, (t) => t.verifyMany.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({
    workspaceHref: await workspaceOf(request),
    host: new URL(env().publicUrl).host,
  }));

/** Looks up a list of numbers; `as=csv` gives the result as a file. Plain forms, so that it needs no script. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { list, isCsv } = await answerErrors(request, () => readList(request));
  if (!list.ok) return data({ fault: list as ListFault, rows: [], asOf: null }, { status: 422 });
  await answerErrors(request, () => limitLookUpList(context.clientAddress, list.numbers.length));
  const now = new Date();
  const rows = await asPublic(request, (tx) => listStandings(tx, list.numbers, now));
  if (!isCsv) return data({ fault: null, rows, asOf: now.toISOString() });
  const locale = localeOf(request);
  const many = translator(locale).verifyMany;
  const csv = printStandings(rows, { words: many, locale, asOf: now.toISOString(), publicUrl: env().publicUrl });
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${many.fileName}"`,
      "Cache-Control": "private, no-store",
    },
  });
};

async function readList(request: Request) {
  const { fields, file, isTooLarge } = await readUpload(request, {
    fileField: "file",
    fields: ["numbers", "as"],
    maxBytes: MOST_BYTES,
    fieldBytes: MOST_BYTES,
  });
  const isCsv = fields.as === "csv";
  if (isTooLarge) return { list: { ok: false as const, fault: "too_large" as const, count: 0 }, isCsv };
  const text = file ? decodeNumberList(file.bytes) : (fields.numbers ?? "");
  if (text === null) throw new AppError("invalid", { details: { reason: "form_not_utf8" } });
  return { list: readNumberList(text), isCsv };
}

export default function Many() {
  const { workspaceHref, host } = useLoaderData<typeof loader>();
  const found = useActionData<typeof action>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <ManyPage most={MOST_NUMBERS} host={host} {...(found ?? { fault: null, rows: [], asOf: null })} />
    </PublicLayout>
  );
}
