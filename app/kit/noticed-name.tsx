import { createContext, type ReactNode, useContext } from "react";
import type { NameNotice } from "#app/encoding/text/name-letters.ts";
import { useMessages } from "./i18n-context.tsx";
import { describeNameNotice } from "./name-notice.ts";

type FindNotices = (name: string) => readonly NameNotice[];

const NoticesContext = createContext<FindNotices | null>(null);

/**
 * Says what the eye misses in a name. The rules come from outside, so that a page which has the answers from the server
 * doesn't bring the tables of letters.
 */
export const NameNoticesProvider = NoticesContext.Provider;

/** A name that a reader relies on, with what the eye misses in it; `children` are on its line. */
export function NoticedName({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <>
      {name}
      {children}
      <NoticesOf names={[name]} />
    </>
  );
}

/** What the eye misses in each of some names that one place shows. */
export function NoticesOf({ names }: { names: readonly string[] }) {
  const findNotices = useContext(NoticesContext);
  if (findNotices === null) throw new Error("A name stands outside of NameNoticesProvider.");
  return [...new Set(names)].map((name) => <NameNotices key={name} notices={findNotices(name)} />);
}

/** What the eye misses in a name, such as letters of another script; nothing for a usual name. */
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
