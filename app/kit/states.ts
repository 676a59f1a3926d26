import type { ChipTone } from "./chip.tsx";

/** From which states something can be done, and the state that it leads to; several where other facts decide. */
export interface Move<State extends string> {
  from: readonly State[];
  to: State | readonly State[];
}

interface Shape<State extends string, Acts extends Record<string, Move<NoInfer<State>>>> {
  /** Empty for what is only noted, in any order: what a provider reports, or what is counted. */
  acts: Acts;
  /** Columns of the database (`table.column`) with the states or acts that they may hold. Other states are derived. */
  stored: Readonly<Record<string, readonly (NoInfer<State> | (keyof NoInfer<Acts> & string))[]>>;
}

interface Toned<State extends string> {
  /** Every state in the order of its life, with the tone of its chip. */
  tones: Readonly<Record<State, ChipTone>>;
}

/** The same of what no chip shows. */
interface Bare<State extends string> {
  all: readonly State[];
}

interface Table<State extends string, Acts> {
  all: readonly State[];
  may(act: keyof Acts & string, from: State): boolean;
}

/**
 * The life of one kind of thing in one table: what moves it asks `may`, chips take their tone here, and the check constraints
 * of the database are held against `stored` (`tests/database/states.test.ts`).
 */
export function defineStates<const State extends string, const Acts extends Record<string, Move<NoInfer<State>>>>(
  shape: Toned<State> & Shape<State, Acts>,
): Toned<State> & Shape<State, Acts> & Table<State, Acts>;
export function defineStates<const State extends string, const Acts extends Record<string, Move<NoInfer<State>>>>(
  shape: Bare<State> & Shape<State, Acts>,
): Shape<State, Acts> & Table<State, Acts>;
export function defineStates(shape: (Toned<string> | Bare<string>) & Shape<string, Record<string, Move<string>>>) {
  return {
    ...shape,
    all: "all" in shape ? shape.all : Object.keys(shape.tones),
    may: (act: string, from: string): boolean => shape.acts[act]!.from.includes(from),
  };
}

/** The states of a table. */
export type StateOf<T extends { all: readonly string[] }> = T["all"][number];
/** The acts of a table. */
export type ActOf<T extends { acts: object }> = keyof T["acts"] & string;
