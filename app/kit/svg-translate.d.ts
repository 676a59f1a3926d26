import "react";

declare module "react" {
  interface SVGAttributes<T> {
    /** As on elements of HTML, of which alone the types of React know it. */
    translate?: "yes" | "no";
  }
}
