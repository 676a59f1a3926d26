export const BY = "created_by text not null, created_at timestamptz not null default clock_timestamp()";

/** The languages in which a report is issued: at least one, each once, in this order. */
export const LOCALES = `locales text[] not null check (locales in
  ('{en}', '{zh}', '{both}', '{en,zh}', '{en,both}', '{zh,both}', '{en,zh,both}'))`;

/** A text that may be empty. */
export const text = (name: string, most: number) =>
  `${name} text not null default '' check (char_length(${name}) <= ${most})`;

/** A text that is either absent or not blank. */
export const trimmed = (name: string, most: number) =>
  `${name} text not null default '' check (${name} = btrim(${name}) and char_length(${name}) <= ${most})`;

/** A text that may not be empty. */
export const needed = (name: string, most: number) =>
  `${name} text not null check (btrim(${name}) <> '' and char_length(${name}) <= ${most})`;

export const neededTrimmed = (name: string, most: number) =>
  `${name} text not null check (${name} = btrim(${name}) and ${name} <> '' and char_length(${name}) <= ${most})`;

export const sha256 = (name: string) => `${name} text not null check (${name} ~ '^[0-9a-f]{64}$')`;

export const currency = (name = "currency") => `${name} text not null check (${name} ~ '^[A-Z]{3}$')`;

/** An amount in the smallest unit of its currency. */
export const minor = (name: string, least = 0) =>
  `${name} bigint not null check (${name} between ${least} and 999999999999999)`;

export const rate = (name: string) => `${name} numeric check (${name} > 0 and ${name} < 1e9)`;

/** A provider's identifier. */
export const reference = (name: string) => `${name} text not null check (${name} ~ '^[A-Za-z0-9_:.-]{1,200}$')`;
