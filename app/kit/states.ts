import type { ChipTone } from "./chip.tsx";

/** The states in which an act is possible, and the resulting state, or several if other facts decide. */
export interface Move<State extends string> {
  from: readonly State[];
  to: State | readonly State[];
}

interface Shape<State extends string, Acts extends Record<string, Move<NoInfer<State>>>> {
  /** Empty if events are only recorded in any order: what a provider reports, or what is counted. */
  acts: Acts;
  /** Database columns (`table.column`) with the states or acts that they may contain. Other states are derived. */
  stored: Readonly<Record<string, readonly (NoInfer<State> | (keyof NoInfer<Acts> & string))[]>>;
}

interface Toned<State extends string> {
  /** Every state in its usual order, with the tone of its chip. */
  tones: Readonly<Record<State, ChipTone>>;
}

/** The same for states without chips. */
interface Bare<State extends string> {
  all: readonly State[];
}

interface Table<State extends string, Acts> {
  all: readonly State[];
  may(act: keyof Acts & string, from: State): boolean;
}

/**
 * A state table for one kind of entity. Changes call `may`, chips take their tone from it, and the check constraints of
 * the database are compared with `stored` (`tests/database/states.test.ts`).
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

export type StateOf<T extends { all: readonly string[] }> = T["all"][number];
export type ActOf<T extends { acts: object }> = keyof T["acts"] & string;
