import "react";

declare module "react" {
  interface SVGAttributes<T> {
    /** As on HTML elements. React's types have it only for those. */
    translate?: "yes" | "no";
  }
}
