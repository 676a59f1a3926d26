import type { ReactNode } from "react";

interface AuthCardProps {
  title: string;
  /** One sentence: what the reader gets, or what happened. */
  lead?: ReactNode;
  children: ReactNode;
  /** Alternatives: create an account, forgotten password. */
  footer?: ReactNode;
}

/** A page with one narrow form: sign in, sign up, reset, accept an invitation. */
export function AuthCard({ title, lead, children, footer }: AuthCardProps) {
  return (
    <div className="mx-auto w-full max-w-[25rem] px-4 py-16 max-md:py-8">
      <h1 className="text-31 font-semibold tracking-[-0.02em] max-md:text-25">{unbroken(title)}</h1>
      {lead && <p className="mt-2 text-16 text-muted">{lead}</p>}
      <div className="mt-6 border-t-2 border-ink pt-6">{children}</div>
      {footer && <div className="mt-8 space-y-2 border-t border-line pt-5 text-14 text-muted">{footer}</div>}
    </div>
  );
}

const HYPHENATED = /^\p{L}+-\p{L}+$/u;

/** Words with a hyphen stay on one line: `two-factor`. A report number is wider than a phone, so it may break. */
function unbroken(title: string): ReactNode {
  return title.split(/( )/).map((part, at) =>
    HYPHENATED.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of a title keep their places
      <span key={at} className="whitespace-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
