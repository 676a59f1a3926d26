import { Form, Link } from "@remix-run/react";
import { monthText } from "#app/day/month-text.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table, type TableColumn } from "#app/kit/table.tsx";
import { AnswerText } from "./answer-text.tsx";
import type { DataRequestView, GivenAnswer } from "./data-request-view.ts";
import { ExpiresField } from "./expires-field.tsx";
import { keyOf } from "./recipient-view.ts";

export function AnswersSection(props: DataRequestView) {
  const { request, answers, mayEdit } = props;
  const { dataRequest: t } = useMessages();
  const mayAsk = mayEdit && !request.isClosed && answers.length > 0;
  return (
    <div className="space-y-10">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <p className="max-w-140 text-14 text-muted">{answers.length === 0 ? t.answersNone : t.answersAbout}</p>
        {mayAsk && <AcceptForm name={request.recipientName} />}
      </div>
      <Form method="post" className="space-y-10">
        {request.items.map((item) => (
          <ItemAnswers key={item.position} item={item} view={props} mayAsk={mayAsk} />
        ))}
        {mayAsk && (
          <Section title={t.askAgainTitle}>
            <div className="mt-3 max-w-140 space-y-4">
              <p className="text-14 text-muted">{t.askAgainAbout}</p>
              <TextAreaField label={t.comment} name="comment" maxLength={2000} required={false} />
              <ExpiresField request={request} id="ask-expires" />
              <Button name="intent" value="ask-again" variant="secondary">
                {t.askAgain}
              </Button>
            </div>
          </Section>
        )}
      </Form>
    </div>
  );
}

function AcceptForm({ name }: { name: string }) {
  const { dataRequest: t } = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="accept" />
      <ConfirmAction label={t.accept} lost={name} question={t.acceptQuestion} isHarmless />
    </Form>
  );
}

interface ItemAnswersProps {
  item: DataRequestView["request"]["items"][number];
  view: DataRequestView;
  mayAsk: boolean;
}

interface Row {
  position: number;
  month: string;
  given: GivenAnswer | undefined;
}

function ItemAnswers({ item, view, mayAsk }: ItemAnswersProps) {
  const { dataRequest: t, common } = useMessages();
  const locale = useLocale();
  const { request, answers, files, organizationId } = view;
  const name = localName(item.name, locale);
  const rows: Row[] = request.months.map((month) => ({
    position: item.position,
    month,
    given: answers.find((one) => one.position === item.position && one.month === month),
  }));
  const own = files.filter(({ position }) => position === item.position);
  const columns = useColumns(name, view, mayAsk);
  const isUntouched = rows.every(({ given }) => given === undefined);
  return (
    <Section title={name} aside={localName(item.facility, locale)}>
      {isUntouched && !mayAsk ? (
        <p className="mt-3 text-14 text-muted">
          <WholeDays>
            {common.labelled(t.noAnswer, common.listed(request.months.map((month) => monthText(month, locale))))}
          </WholeDays>
        </p>
      ) : (
        <Table caption={name} columns={columns} rows={rows} rowKey={({ month }) => month} />
      )}
      {own.length > 0 && (
        <p className="mt-2 text-12 text-muted">
          <span className="mr-2 font-medium">{t.files}</span>
          {own.map((file, index) => (
            <span key={file.id}>
              {index > 0 && ", "}
              <Link to={`/organizations/${organizationId}/evidence/${file.fileId}`} className="text-link touch:py-2">
                <WholeDays>{t.fileOf(file.name, file.month ? monthText(file.month, locale) : t.allAsked)}</WholeDays>
              </Link>
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}

function useColumns(name: string, { organizationId, request, others }: DataRequestView, mayAsk: boolean) {
  const { dataRequest: t } = useMessages();
  const locale = useLocale();
  const records = `/organizations/${organizationId}/activities?inventory=${request.inventoryId}`;
  const remarkOf = (row: Row) => request.remarks.find((remark) => keyOf(remark) === keyOf(row))?.text ?? "";
  const columns: TableColumn<Row>[] = [
    {
      key: "month",
      head: t.month,
      isRowHead: true,
      cell: ({ month }) => <span className="whitespace-nowrap">{monthText(month, locale)}</span>,
    },
    {
      key: "answer",
      head: t.answer,
      isNumeric: true,
      cell: ({ given }) => (given ? <AnswerText answer={given} /> : <span className="text-muted">{t.noAnswer}</span>),
    },
    {
      key: "note",
      head: t.note,
      cell: (row) => <Notes given={row.given} others={others.find(({ key }) => key === keyOf(row))?.count ?? 0} />,
    },
    {
      key: "record",
      head: t.record,
      cell: ({ given, month }) =>
        given?.recordId &&
        given.kind !== "not_available" && (
          <Link
            to={`${records}&record=${given.recordId}`}
            aria-label={t.recordOf(name, monthText(month, locale))}
            className="text-link whitespace-nowrap touch:py-2"
          >
            {t.openRecord}
          </Link>
        ),
    },
  ];
  if (!mayAsk) return columns;
  columns.push({
    key: "remark",
    head: t.remark,
    cell: (row) => (
      <div className="min-w-40">
        <TextField
          label={t.remarkFor(name, monthText(row.month, locale))}
          hideLabel
          name={`remark-${row.position}-${row.month}`}
          maxLength={500}
          defaultValue={remarkOf(row)}
        />
      </div>
    ),
  });
  return columns;
}

function Notes({ given, others }: { given: GivenAnswer | undefined; others: number }) {
  const { dataRequest: t } = useMessages();
  return (
    <div className="max-w-72 space-y-0.5 break-words">
      {given?.note && <p className="whitespace-pre-line">{given.note}</p>}
      {given?.isTakenOver && <p className="text-12 text-warning-ink">{t.changedSince}</p>}
      {given && given.dataQuality === "estimated" && given.kind === "quantity" && (
        <p className="text-12 text-warning-ink">{t.recipient.quality.estimated}</p>
      )}
      {given && given.kind !== "not_available" && others > 0 && (
        <p className="text-12 text-warning-ink">{t.others(others)}</p>
      )}
    </div>
  );
}
