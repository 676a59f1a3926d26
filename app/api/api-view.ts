import type { Messages } from "#app/i18n/index.ts";
import type { Parameter } from "./openapi.ts";
import type { Operation } from "./operation.ts";

type Words = Messages["api"];

/** A piece of a type's name. An object links to its table. */
export interface TypePart {
  text: string;
  object?: string | undefined;
  isList?: boolean | undefined;
}

export interface FieldView {
  name: string;
  place: Parameter["in"] | null;
  isRequired: boolean;
  type: TypePart[];
  text: string;
}

export interface ObjectView {
  name: string;
  fields: FieldView[];
  variants: TypePart[][];
}

export interface OperationView {
  id: string;
  method: Operation["method"];
  path: string;
  scope: keyof Words["keys"]["scope"] | null;
  isPublic: boolean;
  parameters: FieldView[];
  body: ObjectView | null;
  answer: { status: number; object: string | null; type: string | null };
  problems: { code: string; anchor: string; status: number }[];
  example: { curl: string; answer: string };
}

export interface ApiView {
  base: string;
  scopes: { scope: keyof Words["keys"]["scope"]; role: keyof Messages["account"]["role"] }[];
  problems: { code: string; status: number; anchor: string; title: string; detail: string }[];
  rooms: { noun: keyof Words["noun"]; operations: OperationView[] }[];
  objects: ObjectView[];
}
