import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, inTenant } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import type { FileFault } from "#app/encoding/table/file-error.ts";
import { toDisplayName } from "#app/files/file-name.ts";
import { translator } from "#app/i18n/index.ts";
import { LOCALES } from "#app/i18n/locale.ts";
import { Button } from "#app/kit/button.tsx";
import { listCountries } from "#app/kit/country.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { failureText } from "#app/records/import/import-words.ts";
import { importInstruments, type RowFault } from "./import-instruments.server.ts";
import { InstrumentFileField, Preview, Templates } from "./import-parts.tsx";
import {
  choiceWords,
  type FileColumn,
  type InstrumentRow,
  type ReadInstruments,
  readInstruments,
} from "./read-instruments.ts";
import { receiveInstruments } from "./receive-instruments.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.instrumentImport.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (_tx, actor) => ({
    organizationId: actor.organizationId,
    mayEdit: offers(ImportActions, actor).take,
  }));

const ImportActions = defineActions({ take: { right: "records.write", schema: z.object({}), body: "own" } });

export interface Checked {
  name: string;
  rows: InstrumentRow[];
  faults: RowFault[];
  columns: ReadInstruments["columns"];
  unknown: FileColumn[];
}

type Answer = { checked: Checked; failure: null } | { checked: null; failure: FileFault };

/** A file is checked and shown. Rows that were checked are added, with the same checks once more. */
export const action = organizationAction(ImportActions, {
  take: {
    outside: async ({ actor, request }) => {
      const received = await receiveInstruments(request, actor.organizationId);
      if (received.kind === "fault") return refuse(received.fault);
      const name = toDisplayName(received.name);
      if (received.kind === "rows") {
        const { rows } = received;
        const faults = await inTenant(actor, (tx) => importInstruments(tx, actor, rows, { check: false }));
        if (faults.length === 0) return `/organizations/${actor.organizationId}/instruments?imported=${rows.length}`;
        return show({ name, rows, faults, columns: {}, unknown: [] }, 422);
      }
      const read = readInstruments(received.table, namedChoices());
      if ("fault" in read) {
        const { code, ...facts } = read.fault;
        return refuse({ code, facts });
      }
      const faults = await inTenant(actor, (tx) => importInstruments(tx, actor, read.rows, { check: true }));
      return show({ name, ...read, faults }, faults.length > 0 ? 422 : 200);
    },
  },
});

function refuse(failure: FileFault) {
  return data({ checked: null, failure } satisfies Answer as Answer, { status: 422 });
}

function show(checked: Checked, status: number) {
  return data({ checked, failure: null } satisfies Answer as Answer, { status });
}

/** Files may name types and countries in any language of the interface. */
function namedChoices() {
  return choiceWords(
    LOCALES.map((locale) => {
      const { instrument } = translator(locale);
      return { type: instrument.typeName, technology: instrument.technologyName, countries: listCountries(locale) };
    }),
  );
}

export default function ImportInstruments() {
  const { organizationId, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const messages = useMessages();
  const { instrument, instrumentImport: t } = messages;
  const isBusy = useNavigation().state !== "idle";
  const base = `/organizations/${organizationId}/instruments`;
  const failure = answer?.failure;
  const error = failure
    ? ((t.failure as Record<string, (f: Record<string, string>) => string>)[failure.code]?.(failure.facts) ??
      failureText(messages, failure))
    : undefined;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={mayEdit ? t.about : instrument.readOnly}
        crumbs={[{ to: base, label: instrument.title }]}
      />
      {mayEdit && (
        <div className="space-y-10">
          <div className="space-y-6">
            <Form method="post" encType="multipart/form-data" className="max-w-3xl space-y-4">
              <InstrumentFileField error={error} />
              <Button variant={answer?.checked ? "secondary" : "primary"} aria-disabled={isBusy}>
                {answer?.checked ? t.checkAgain : t.check}
              </Button>
            </Form>
            <Templates base={base} />
          </div>
          {answer?.checked && <Preview checked={answer.checked} isBusy={isBusy} />}
        </div>
      )}
    </PageBody>
  );
}
