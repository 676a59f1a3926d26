import { createContext, type ReactNode, useContext } from "react";
import type { NameNotice } from "#app/encoding/text/name-letters.ts";
import { useMessages } from "./i18n-context.tsx";
import { describeNameNotice } from "./name-notice.ts";

type FindNotices = (name: string) => readonly NameNotice[];

const NoticesContext = createContext<FindNotices | null>(null);

/**
 * Provides the notices about names. Passed in, so that a page with notices from the server does not bundle the letter
 * tables.
 */
export const NameNoticesProvider = NoticesContext.Provider;

/** A name that a reader relies on, with its notices. `children` are on the same line. */
export function NoticedName({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <>
      {name}
      {children}
      <NoticesOf names={[name]} />
    </>
  );
}

/** The notices about several names in one place. */
export function NoticesOf({ names }: { names: readonly string[] }) {
  const findNotices = useContext(NoticesContext);
  if (findNotices === null) throw new Error("A name is outside of NameNoticesProvider.");
  return [...new Set(names)].map((name) => <NameNotices key={name} notices={findNotices(name)} />);
}

/** The notices about a name, such as letters of another script. Nothing for ordinary names. */
export function NameNotices({ notices }: { notices: readonly NameNotice[] }) {
  const messages = useMessages();
  return notices.map((notice) => (
    <NoticeText key={notice.kind + notice.script}>{describeNameNotice(messages, notice)}</NoticeText>
  ));
}

export function NoticeText({ children }: { children: ReactNode }) {
  return (
    <span data-name-notice className="block text-12 font-normal text-warning-ink">
      {children}
    </span>
  );
}
