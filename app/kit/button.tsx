import { Link, type LinkProps } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { type ButtonLook, buttonClasses } from "./plain-button.tsx";

export { Button, EnterSubmits, offWhile } from "./plain-button.tsx";

interface ButtonLinkProps extends ButtonLook, Omit<LinkProps, "children"> {
  children: ReactNode;
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, icon, isWide, children, ...rest }: ButtonLinkProps) {
  const look = { ...(variant && { variant }), ...(size && { size }), ...(isWide && { isWide }) };
  return (
    <Link {...rest} className={`${buttonClasses(look)} ${rest.className ?? ""}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
