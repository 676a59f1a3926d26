import { type ComponentPropsWithoutRef, useState } from "react";
import { noticeName } from "#app/encoding/text/name-letters.ts";
import { TextField } from "./field.tsx";
import { useMessages } from "./i18n-context.tsx";
import { NameNotices, NoticeText } from "./noticed-name.tsx";

interface NameFieldProps extends ComponentPropsWithoutRef<typeof TextField> {
  /** Other names of the workspace that look the same as the stored name. */
  similarTo?: readonly string[];
}

/**
 * A field for the name of a company or a person. It points out confusable characters, and accepts the name unchanged.
 */
export function NameField({ similarTo = [], hint, ...field }: NameFieldProps) {
  const messages = useMessages();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? String(field.value ?? field.defaultValue ?? "");
  const notices = noticeName(name);
  const hasNotice = notices.length > 0 || similarTo.length > 0;
  const notice = (
    <>
      {hint && <span className="block">{hint}</span>}
      <NameNotices notices={notices} />
      {similarTo.map((other) => (
        <NoticeText key={other}>{messages.common.nameNotice.like(other)}</NoticeText>
      ))}
    </>
  );
  return (
    <TextField {...field} hint={hasNotice ? notice : hint} onInput={(event) => setTyped(event.currentTarget.value)} />
  );
}
