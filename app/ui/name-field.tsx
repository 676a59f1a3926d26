import { type ComponentPropsWithoutRef, type ReactNode, useState } from "react";
import { noticeName } from "#app/carbon/name-letters.ts";
import { describeNameNotice } from "#app/i18n/name-notice.ts";
import { TextField } from "./field.tsx";
import { useMessages } from "./i18n-context.tsx";

/** What the eye misses in a name, such as letters of another script; nothing for a usual name. */
function NameNotice({ name }: { name: string }) {
  const messages = useMessages();
  return noticeName(name).map((notice) => (
    <NoticeText key={notice.kind + notice.script}>{describeNameNotice(messages, notice)}</NoticeText>
  ));
}

/** A name that a reader relies on, with what the eye misses in it. */
export function NoticedName({ name }: { name: string }) {
  return (
    <>
      {name}
      <NameNotice name={name} />
    </>
  );
}

function NoticeText({ children }: { children: ReactNode }) {
  return (
    <span data-name-notice className="block text-12 font-normal text-warning-ink">
      {children}
    </span>
  );
}

interface NameFieldProps extends ComponentPropsWithoutRef<typeof TextField> {
  /** Other names of the workspace that look the same as the stored name. */
  similarTo?: readonly string[];
}

/** A field for the name of a company or a person: it shows what the eye misses in the name, and takes the name as it is. */
export function NameField({ similarTo = [], hint, ...field }: NameFieldProps) {
  const messages = useMessages();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? String(field.value ?? field.defaultValue ?? "");
  const hasNotice = noticeName(name).length > 0 || similarTo.length > 0;
  const notice = (
    <>
      {hint && <span className="block">{hint}</span>}
      <NameNotice name={name} />
      {similarTo.map((other) => (
        <NoticeText key={other}>{messages.common.nameNotice.like(other)}</NoticeText>
      ))}
    </>
  );
  return (
    <TextField {...field} hint={hasNotice ? notice : hint} onInput={(event) => setTyped(event.currentTarget.value)} />
  );
}
