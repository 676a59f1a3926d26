import { Form, Link } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon, type IconName } from "#app/kit/icon.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { ItemState } from "./checklist-entry.ts";
import type { FormContext, ItemView } from "./checklist-view.ts";
import { fieldsOf } from "./item-fields.tsx";
import { TextPair } from "./statement-fields.tsx";

const MARKS: Record<ItemState, { icon: IconName; look: string }> = {
  present: { icon: "check", look: "bg-accent-tint text-accent" },
  missing: { icon: "warning", look: "bg-bad-tint text-bad-ink" },
  justified: { icon: "file", look: "bg-warning-tint text-warning-ink" },
  not_applicable: { icon: "bar", look: "bg-neutral-tint text-neutral-ink" },
};

/** The statement of accordance is never missing alone: it waits for the other items. */
const WAITING = "A18";

/** One requirement: its state and, opened, what is missing and where to fix it. */
export function ChecklistItem({ item, context, isOpen }: { item: ItemView; context: FormContext; isOpen: boolean }) {
  return (
    <details id={item.id} open={isOpen} className="group scroll-mt-20 border-b border-line">
      <summary className="rounded-3">
        <ItemLine item={item} />
      </summary>
      <div className="mb-5 ml-[2.125rem] space-y-4 max-md:ml-0">
        <p className="max-w-160 text-14 text-muted">{item.asks}</p>
        <MissingList item={item} />
        <FoundList item={item} />
        {item.mend && (
          <Link className="inline-block text-14 text-link" to={item.mend.to}>
            {item.mend.label}
          </Link>
        )}
        <ItemForm item={item} context={context} />
      </div>
    </details>
  );
}

function ItemLine({ item }: { item: ItemView }) {
  const { page } = useMessages().disclosure;
  const isWaiting = item.id === WAITING && item.state === "missing";
  const { icon, look } = isWaiting
    ? { icon: "lock" as const, look: "bg-neutral-tint text-neutral-ink" }
    : MARKS[item.state];
  const isMissing = item.state === "missing" && !isWaiting;
  return (
    <div className="grid grid-cols-[1.375rem_2.5rem_minmax(0,1fr)_fit-content(60%)] items-baseline gap-x-3 py-[7px] text-14 max-md:grid-cols-[1.375rem_2rem_minmax(0,1fr)_fit-content(60%)]">
      <span className={`print-exact flex size-[22px] items-center justify-center self-center rounded-full ${look}`}>
        <Icon name={icon} size={12} label={isWaiting ? page.waits : page.states[item.state]} />
      </span>
      <span className="text-12 text-muted tabular-nums">{item.id}</span>
      <span className={`min-w-0 ${isMissing ? "font-semibold" : ""}`}>
        {item.label}
        <span className="block text-12 break-words text-muted md:hidden">
          {isMissing ? page.states.missing : item.says}
        </span>
      </span>
      <span className="flex items-center gap-2 text-12 text-muted">
        <span className={`max-w-80 text-right max-md:hidden ${isMissing ? "font-semibold text-bad-ink" : ""}`}>
          {isMissing ? page.states.missing : item.says}
        </span>
        <Icon name="chevron" size={12} className="text-accent group-open:rotate-180" />
      </span>
    </div>
  );
}

function MissingList({ item }: { item: ItemView }) {
  const { page } = useMessages().disclosure;
  if (item.missing.length === 0) return null;
  return (
    <div className="border-l-3 border-bad bg-bad-tint px-4 py-2.5 text-14">
      <p className="font-semibold text-bad-ink">{page.stillMissing}</p>
      <ul className="mt-1 space-y-1">
        {item.missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function FoundList({ item }: { item: ItemView }) {
  const { page } = useMessages().disclosure;
  if (item.found.length === 0) return null;
  return (
    <div className="text-14">
      <p className="font-semibold">{page.changedList}</p>
      <ul className="mt-1 list-disc space-y-1 pl-5">
        {item.found.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** The fields of the item, and of its reason where it may be left out. */
function ItemForm({ item, context }: { item: ItemView; context: FormContext }) {
  const { disclosure } = useMessages();
  const { page } = disclosure;
  const Fields = fieldsOf(item.id);
  const reason = context.statements.justifications[item.id];
  const mayJustify = item.isJustifiable && (item.state === "missing" || reason !== undefined);
  if (!Fields && !mayJustify) return null;
  if (!context.mayChange) return <p className="text-12 text-muted">{page.readOnly}</p>;
  return (
    <Form method="post" action={`#${item.id}`} className="space-y-5" preventScrollReset>
      <input type="hidden" name="intent" value="state" />
      <input type="hidden" name="run" value={context.runId} />
      <input type="hidden" name="item" value={item.id} />
      <BasedOn setting={context.setting} version={context.version} form={item.id} />
      {Fields && <Fields context={context} item={item.id} />}
      {mayJustify && (
        <div className="space-y-1">
          <TextPair
            context={context}
            item={item.id}
            path={`justifications.${item.id}`}
            label={page.fields.justification}
            stated={reason}
            rows={2}
          />
          <p className="text-12 text-muted">{page.fields.justificationHint}</p>
        </div>
      )}
      <Button variant="secondary">{page.save}</Button>
    </Form>
  );
}
